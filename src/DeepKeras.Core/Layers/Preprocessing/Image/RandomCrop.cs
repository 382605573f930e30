using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A part of images of a given size, somewhere; of a smaller image the middle with the sides' ratio, enlarged. Out of training images pass whole. After <c>keras.layers.RandomCrop</c>.</summary>
/// <param name="height">The new height, 1 or more.</param>
/// <param name="width">The new width, 1 or more.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomCrop(
    int height,
    int width,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The new height.</summary>
    public int Height { get; } = Hyperparameter.AtLeast(1, height);

    /// <summary>The new width.</summary>
    public int Width { get; } = Hyperparameter.AtLeast(1, width);

    private protected override long? OwnSeed => Seed;

    /// <summary>Models are built for the size that training makes, as in Keras, though other images pass whole.</summary>
    private protected override Tensor Unchanged(Tensor images, CallContext context) =>
        context.Trace.ShapesOnly ? ImageRules.AsBatch(images, DataFormat, batch => Ops.Take(Ops.Take(batch, First(Height), 1), First(Width), 2)) : images;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int h, int w) = ImageRules.Sizes(images);
        if (h > Height && w > Width)
        {
            Tensor rows = From(draws, h - Height + 1, Height);
            Tensor columns = From(draws, w - Width + 1, Width);
            return Ops.Take(Ops.Take(images, rows, 1), columns, 2);
        }

        int top = (h - Math.Max(Math.Min(h, (int)((double)w * Height / Width)), 1)) / 2;
        int left = (w - Math.Max(Math.Min(w, (int)((double)h * Width / Height)), 1)) / 2;
        Tensor part = Ops.Slice(Ops.Slice(images, 1, top, top + Height), 2, left, left + Width);
        return part.Shape[1] == Height && part.Shape[2] == Width ? part : ImageResizing.Resized(part, Height, Width, Interpolation.Bilinear);
    }

    /// <summary>So many positions from a random one on.</summary>
    private static Tensor From(Draws draws, int places, int count)
    {
        Tensor start = Ops.Cast(Ops.Floor(Ops.Reshape(draws.UniformForAll(0, places), 1)), DeepKeras.DType.Int32);
        return Ops.Minimum(start, places - 1) + First(count);
    }

    private static Tensor First(int count) => Ops.Constant([.. Enumerable.Range(0, count)]);
}
