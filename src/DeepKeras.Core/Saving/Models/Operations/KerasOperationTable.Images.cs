using DeepKeras.Layers;

namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Images => new(StringComparer.Ordinal)
    {
        ["RGBToGrayscale"] = Image(Ops.Image.RgbToGrayscale), ["RGBToHSV"] = Image(Ops.Image.RgbToHsv), ["HSVToRGB"] = Image(Ops.Image.HsvToRgb), ["SobelEdges"] = Image(Ops.Image.SobelEdges),
        ["Resize"] = o =>
        {
            (Sizes size, Interpolation interpolation, bool antialias, DataFormat format) = (o.RequiredSizes("size"), o.Choice("interpolation", Interpolation.Bilinear), o.Flag("antialias"), o.Format);
            (bool crop, bool pad, FillMode mode, double fill) = (o.Flag("crop_to_aspect_ratio"), o.Flag("pad_to_aspect_ratio"), o.Choice("fill_mode", FillMode.Constant), o.Number("fill_value", 0));
            return x => [Ops.Image.Resize(x[0], size, interpolation, antialias, crop, pad, mode, fill, format)];
        },
        ["AffineTransform"] = o =>
        {
            (Interpolation interpolation, FillMode mode, double fill, DataFormat format) = (o.Choice("interpolation", Interpolation.Bilinear), o.Choice("fill_mode", FillMode.Constant), o.Number("fill_value", 0), o.Format);
            return x => [Ops.Image.AffineTransform(x[0], x[1], interpolation, mode, fill, format)];
        },
        ["ExtractPatches"] = o =>
        {
            (Sizes size, Sizes? strides, Sizes? dilation, Padding padding, DataFormat format) = (o.RequiredSizes("size"), o.Sizes("strides"), o.Sizes("dilation_rate"), o.Padding, o.Format);
            return x => [Ops.Image.ExtractPatches(x[0], size, strides, dilation, padding, format)];
        },
        ["GaussianBlur"] = o =>
        {
            (Sizes? size, double[]? sigma, DataFormat format) = (o.Sizes("kernel_size"), o.Take("sigma")?.AsList(item => item.AsDouble()), o.Format);
            return x => [Ops.Image.GaussianBlur(x[0], size, sigma, format)];
        },
        ["PadImages"] = Border(Ops.Image.PadImages, "padding"), ["CropImages"] = Border(Ops.Image.CropImages, "cropping"),
    };

    private static OperationReader Image(Func<Tensor, DataFormat, Tensor> compute) => o =>
    {
        DataFormat format = o.Format;
        return x => [compute(x[0], format)];
    };

    private static OperationReader Border(Func<Tensor, int?, int?, int?, int?, int?, int?, DataFormat, Tensor> compute, string what) => o =>
    {
        (int? top, int? left, int? bottom, int? right) = (o.IntOrNull("top_" + what), o.IntOrNull("left_" + what), o.IntOrNull("bottom_" + what), o.IntOrNull("right_" + what));
        (int? height, int? width, DataFormat format) = (o.IntOrNull("target_height"), o.IntOrNull("target_width"), o.Format);
        return x => [compute(x[0], top, left, bottom, right, height, width, format)];
    };
}
