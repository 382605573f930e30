using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A volume enlarged by whole factors, each number repeated. After <c>keras.layers.UpSampling3D</c>.</summary>
/// <param name="size">The factors, 1 or more; null: 2.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class UpSampling3D([Default(2)] Size3? size = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.Require(input, WindowRules.Sizes("size", Size).Length);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int first = DataFormat.FirstSpace();
        return Repetition.Along(Repetition.Along(Repetition.Along(x, first, Size.Depth), first + 1, Size.Height), first + 2, Size.Width);
    }
}
