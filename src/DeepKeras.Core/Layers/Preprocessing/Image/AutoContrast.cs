using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Each channel of each image spread over the whole range of values, in training and out of it. After <c>keras.layers.AutoContrast</c>.</summary>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="dataFormat">Where the channels stand. As in Keras, the spread goes over axes 1 and 2 in either format.</param>
public sealed partial class AutoContrast(ValueRange? valueRange = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    /// <inheritdoc/>
    protected override void Build(Shape input) => ImageRules.Require(input, DataFormat);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Spread(Ops.Cast(x, DType.ComputeDType));

    /// <summary>The images spread.</summary>
    internal Tensor Spread(Tensor images)
    {
        Tensor bytes = ValueRange.To(ValueRange.Bytes, images);
        Tensor low = Ops.Min(bytes, [1, 2], keepDims: true);
        Tensor scale = 255 / (Ops.Max(bytes, [1, 2], keepDims: true) - low);
        Tensor spread = ValueRange.Bytes.To(ValueRange, ValueRange.Bytes.Clip((bytes * scale) + (-low * scale)));
        return Ops.Where(Ops.IsNaN(spread), images, spread);
    }
}
