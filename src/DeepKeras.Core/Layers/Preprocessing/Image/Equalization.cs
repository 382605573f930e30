using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The values of each channel spread evenly, over the whole batch; while training. After <c>keras.layers.Equalization</c>.</summary>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="bins">How many shades are told apart, 2 or more.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class Equalization(
    ValueRange? valueRange = null,
    int bins = 256,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    /// <summary>How many shades are told apart.</summary>
    public int Bins { get; } = Hyperparameter.AtLeast(2, bins);

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        return Ops.Concatenate([.. Enumerable.Range(0, images.Shape[3]).Select(channel => Equalized(Ops.Slice(images, 3, channel, channel + 1)))], 3);
    }

    private Tensor Equalized(Tensor x)
    {
        Tensor values = ValueRange.To(ValueRange.Bytes, x);
        Tensor places = Ops.Cast(Ops.Clip(values * (Bins - 1) / 255, 0, Bins - 1), DeepKeras.DType.Int32);
        Tensor flat = Ops.Reshape(places, -1);
        Tensor counts = Ops.SegmentSum(Ops.OnesLike(flat, DeepKeras.DType.Float32), flat, Bins);
        Tensor sums = Ops.CumSum(counts, 0);
        Tensor least = Ops.Min(Ops.Where(sums > 0, sums, float.MaxValue));
        Tensor span = Ops.Max(sums) - least;
        Tensor table = Ops.Clip(Ops.Round((sums - least) * 255 / Ops.Where(Ops.Equal(span, 0), 1, span)), 0, 255);
        Tensor shades = Ops.Cast(Ops.Clip(values / 255 * (Bins - 1), 0, Bins - 1), DeepKeras.DType.Int32);
        Tensor spread = Ops.Cast(Ops.Take(table, shades, 0), x.DType);
        Tensor several = Ops.Sum(Ops.Cast(counts > 0, DeepKeras.DType.Int32)) > 1;
        return ValueRange.Bytes.To(ValueRange, Ops.Where(several, spread, values));
    }
}
