using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images at another size; whole numbers stay such, rounded. After <c>keras.layers.Resizing</c>.</summary>
/// <param name="height">The new height, 1 or more.</param>
/// <param name="width">The new width, 1 or more.</param>
/// <param name="interpolation">How new pixels come from the old ones.</param>
/// <param name="cropToAspectRatio">Whether the sides' ratio is kept, and what is too much is cut off.</param>
/// <param name="padToAspectRatio">Whether the sides' ratio is kept, and a border added.</param>
/// <param name="fillValue">What the border holds.</param>
/// <param name="antialias">Whether a smaller image's pixels come from all that they cover.</param>
/// <param name="dataFormat">Where the channels stand.</param>
[ConfigFixed("fill_mode", "constant")]
public sealed partial class Resizing(
    int height,
    int width,
    Interpolation interpolation = Interpolation.Bilinear,
    bool cropToAspectRatio = false,
    bool padToAspectRatio = false,
    double fillValue = 0.0,
    bool antialias = false,
    DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>The new height.</summary>
    public int Height { get; } = Hyperparameter.AtLeast(1, height);

    /// <summary>The new width.</summary>
    public int Width { get; } = Hyperparameter.AtLeast(1, width);

    /// <summary>Whether the sides' ratio is kept, and a border added.</summary>
    public bool PadToAspectRatio { get; } = !padToAspectRatio || !cropToAspectRatio ? padToAspectRatio
        : throw new ArgumentException("an image is cropped to its new ratio, or gets a border; not both.");

    /// <inheritdoc/>
    protected override void Build(Shape input) => ImageRules.Require(input, DataFormat);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => ImageRules.AsBatch(x, DataFormat, image =>
    {
        // In float32 halves would be rounded by how an engine orders its sums.
        bool whole = !x.DType.IsFloating();
        Tensor part = whole ? Ops.Cast(image, DeepKeras.DType.Float64) : image;
        part = CropToAspectRatio ? ImageRules.Cropped(part, Height, Width) : PadToAspectRatio ? ImageRules.Padded(part, Height, Width, FillValue) : part;
        Tensor resized = ImageResizing.Resized(part, Height, Width, Interpolation, Antialias);
        return whole ? ImageRules.Saturated(Ops.Cast(resized, DeepKeras.DType.Float32), x.DType) : resized;
    });
}
