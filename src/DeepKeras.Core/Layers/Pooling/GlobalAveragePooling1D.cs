using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The mean of a line, channel by channel: (batch, steps, channels) to (batch, channels). Masked steps do not count; where all are masked it is NaN. After <c>keras.layers.GlobalAveragePooling1D</c>.</summary>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="keepDims">Whether the axes of space stay, with size 1.</param>
[KerasAlias("GlobalAvgPool1D")]
public sealed partial class GlobalAveragePooling1D(DataFormat dataFormat = DataFormat.ChannelsLast, [ConfigName("keepdims")] bool keepDims = false) : GlobalPooling(1, dataFormat, keepDims)
{
    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (context.Mask() is not { } mask)
        {
            return Ops.Mean(x, SpaceAxes, KeepDims);
        }

        if (mask.Shape.Rank != 2)
        {
            throw new ShapeException($"expected a mask (batch, steps), got {mask.Shape}.");
        }

        Tensor counts = Ops.ExpandDims(Ops.Cast(mask, DeepKeras.DType.Bool), DataFormat == DataFormat.ChannelsLast ? -1 : 1);
        Tensor sum = Ops.Sum(Ops.Where(counts, x, 0), SpaceAxes, KeepDims);
        return sum / Ops.Sum(Ops.Cast(counts, x.DType), SpaceAxes, KeepDims);
    }
}
