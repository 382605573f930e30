using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A function of tensors as a layer, for a model that stays in the program: code does not go into files, and none is run that came in one. To
/// save a model, write a layer class. After <c>keras.layers.Lambda</c>.
/// </summary>
/// <param name="function">The function; it makes its result of <see cref="Ops"/>, and holds no weights.</param>
[NoFluentMethod]
[NotConfig]
public sealed class Lambda(Func<Tensor, Tensor> function) : Layer
{
    /// <inheritdoc/>
    public override string Module => "keras.layers";

    /// <summary>Refused.</summary>
    /// <exception cref="ConfigException">Always.</exception>
    public override void WriteConfig(ConfigWriter writer) =>
        throw new ConfigException(Path, "a Lambda layer holds code, which no file keeps; write a layer class of your own instead (partial, deriving from Layer).");

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => function(x);
}
