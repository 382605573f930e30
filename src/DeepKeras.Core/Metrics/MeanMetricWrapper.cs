using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>
/// The weighted mean of a function that Keras knows by name, mostly a loss such as <c>huber</c>, or of a whole <see cref="Losses.Loss"/>, which gives
/// one number a batch. After <c>keras.metrics.MeanMetricWrapper</c>.
/// </summary>
public sealed partial class MeanMetricWrapper : MeanOfFunction
{
    private readonly KerasObject function;
    private readonly bool reduced;

    /// <summary>The mean of a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="reduced">Whether a batch gives one number, the reduced loss; else each row gives its own.</param>
    public MeanMetricWrapper(Loss loss, bool reduced = false)
        : this((KerasObject)loss, reduced)
    {
    }

    private MeanMetricWrapper(KerasObject function, bool reduced)
    {
        this.function = function;
        this.reduced = reduced;
    }

    /// <summary>A loss by its name as a metric, where there is no metric of the name; else null.</summary>
    internal static MeanMetricWrapper? OfLoss(string name) =>
        KerasRegistry.Knows<Metric>(name) || !KerasRegistry.Knows<Loss>(name) ? null : new MeanMetricWrapper(KerasRegistry.Get<Loss>(name));

    /// <inheritdoc/>
    public override void WriteConfig(ConfigWriter writer)
    {
        WriteBaseConfig(writer);
        if (reduced)
        {
            writer.Key("fn").WriteKeras(function);
            return;
        }

        writer.Key("fn").WriteFunction(KerasNames.SnakeCase(function.ClassName));
        ConfigValue config = ConfigJson.Parse(ConfigJson.WriteConfig(function));
        foreach (var property in config.Json.EnumerateObject().Where(property => property.Name is not ("name" or "reduction" or "dtype")))
        {
            writer.Key(property.Name).WriteJson(property.Value);
        }
    }

    internal static new MeanMetricWrapper FromConfig(ConfigReader reader)
    {
        ConfigValue fn = reader.Required("fn");
        string? name = fn.IsString ? fn.AsString() : KerasRegistry.FunctionName(fn);
        ConfigReader rest = reader.Without("name", "dtype", "fn");
        var made = name is null ? new MeanMetricWrapper(fn.AsKeras<Loss>(), reduced: true)
            : KerasRegistry.Knows<Loss>(name) ? new MeanMetricWrapper(KerasRegistry.Create<Loss>(name, rest), reduced: false)
            : new MeanMetricWrapper((KerasObject)KerasRegistry.Create<MeanOfFunction>(name, rest), reduced: false);
        made.ReadBaseConfig(reader);
        return made;
    }

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => function switch
    {
        Loss loss => reduced ? loss.Apply(yTrue, yPred) : loss.Compute(yTrue, yPred),
        MeanOfFunction metric => metric.Compute(yTrue, yPred),
        _ => throw new InvalidOperationException($"{Name}: {function.ClassName} is no function of targets and predictions."),
    };
}
