using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Dropout of whole channels: what SpatialDropout1D, 2D and 3D share.</summary>
public abstract class SpatialDropout : Layer
{
    private readonly int space;

    private protected SpatialDropout(int space, double rate, DataFormat format, long? seed)
    {
        this.space = space;
        Rate = Hyperparameter.Fraction(rate);
        Format = format;
        Seed = seed;
    }

    /// <summary>The share of channels that is dropped.</summary>
    public double Rate { get; }

    /// <summary>A seed of its own; null: the model's.</summary>
    public long? Seed { get; }

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    private protected DataFormat Format { get; }

    /// <inheritdoc/>
    protected override void Build(Shape input) => Format.Require(input, space);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int[] once = [.. Enumerable.Repeat(1, space)];
        Shape noise = Format == DataFormat.ChannelsLast ? [Shape.Unknown, .. once, Shape.Unknown] : [Shape.Unknown, Shape.Unknown, .. once];
        return Noise.Drop(x, Rate, noise, Seed, context);
    }

    /// <summary>Keras's class takes neither <c>trainable</c> nor a policy object.</summary>
    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("dtype").Write(DType.Name);
    }
}
