namespace DeepKeras.Layers;

/// <summary>Each step several times: (batch, steps, channels) to (batch, size · steps, channels). After <c>keras.layers.UpSampling1D</c>.</summary>
/// <param name="size">How often, 1 or more.</param>
public sealed partial class UpSampling1D(int size = 2) : Layer
{
    /// <summary>How often.</summary>
    public int Size { get; } = Hyperparameter.AtLeast(1, size);

    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.ChannelsLast.Require(input, 1);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Repetition.Along(x, 1, Size);
}
