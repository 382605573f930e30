using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images mirrored, each with a chance of one half. After <c>keras.layers.RandomFlip</c>.</summary>
/// <param name="mode">How an image is mirrored.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomFlip(
    FlipMode mode = FlipMode.HorizontalAndVertical,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor flips = Ops.LessEqual(draws.Uniform(), 0.5);
        Tensor result = images;
        if (Mode != FlipMode.Vertical)
        {
            result = Ops.Where(flips, Ops.Flip(result, 2), result);
        }

        return Mode == FlipMode.Horizontal ? result : Ops.Where(flips, Ops.Flip(result, 1), result);
    }
}
