using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The middle of images; one that is smaller is enlarged until it covers the size, and its middle taken. After <c>keras.layers.CenterCrop</c>.
/// </summary>
/// <param name="height">The new height, 1 or more.</param>
/// <param name="width">The new width, 1 or more.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class CenterCrop(int height, int width, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>The new height.</summary>
    public int Height { get; } = Hyperparameter.AtLeast(1, height);

    /// <summary>The new width.</summary>
    public int Width { get; } = Hyperparameter.AtLeast(1, width);

    /// <inheritdoc/>
    protected override void Build(Shape input) => ImageRules.Require(input, DataFormat);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => ImageRules.AsBatch(Ops.Cast(x, DType.ComputeDType), DataFormat, image =>
    {
        (int h, int w) = ImageRules.Sizes(image);
        if (h < Height || w < Width)
        {
            return ImageResizing.Resized(ImageRules.Cropped(image, Height, Width), Height, Width, Interpolation.Bilinear);
        }

        (int top, int left) = ((h - Height) / 2, (w - Width) / 2);
        return Ops.Slice(Ops.Slice(image, 1, top, top + Height), 2, left, left + Width);
    });
}
