using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>An image enlarged by whole factors. After <c>keras.layers.UpSampling2D</c>.</summary>
/// <param name="size">The factors, 1 or more; null: 2.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="interpolation">How new pixels come from the old ones; other than nearest needs a known height and width.</param>
public sealed partial class UpSampling2D([Default(2)] Size2? size = null, DataFormat dataFormat = DataFormat.ChannelsLast, Interpolation interpolation = Interpolation.Nearest) : Layer
{
    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.Require(input, WindowRules.Sizes("size", Size).Length);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (Interpolation == Interpolation.Nearest)
        {
            int first = DataFormat.FirstSpace();
            return Repetition.Along(Repetition.Along(x, first, Size.Height), first + 1, Size.Width);
        }

        return DataFormat.WithChannelsLast(x, image => ImageResizing.Resized(image, image.Shape[1] * Size.Height, image.Shape[2] * Size.Width, Interpolation));
    }
}
