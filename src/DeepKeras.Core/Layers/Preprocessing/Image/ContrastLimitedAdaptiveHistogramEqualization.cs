using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The values of each channel spread evenly, by tiles of each image and without exaggeration (Zuiderveld, Contrast limited adaptive histogram
/// equalization, 1994), in training and out of it. After <c>keras.layers.ContrastLimitedAdaptiveHistogramEqualization</c>.
/// </summary>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="clipLimit">How many times the mean a shade counts at most; 0: without limit.</param>
/// <param name="tileGridSize">How many tiles there are along height and width; null: 8.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class ContrastLimitedAdaptiveHistogramEqualization(ValueRange? valueRange = null, double clipLimit = 4.0, Size2? tileGridSize = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    private const int Shades = 256;

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    /// <summary>How many tiles there are along height and width.</summary>
    public Size2 TileGridSize { get; } = (tileGridSize ?? 8).All(size => size > 0) ? tileGridSize ?? 8
        : throw new ArgumentException($"tile_grid_size: expected sizes of 1 or more, got {tileGridSize}.");

    /// <inheritdoc/>
    protected override void Build(Shape input) => ImageRules.Require(input, DataFormat);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => ImageRules.AsBatch(x, DataFormat, images =>
        Ops.Cast(ValueRange.Bytes.To(ValueRange, Equalized(ValueRange.To(ValueRange.Bytes, Ops.Cast(images, DeepKeras.DType.Float32)))), x.DType));

    private Tensor Equalized(Tensor x)
    {
        (int height, int width) = ImageRules.Sizes(x);
        int channels = x.Shape[3];
        (int gridH, int gridW) = (TileGridSize.Height, TileGridSize.Width);
        (int tileH, int tileW) = ((height + gridH - 1) / gridH, (width + gridW - 1) / gridW);
        (int fullH, int fullW) = (tileH * gridH, tileW * gridW);
        Tensor padded = fullH == height && fullW == width ? x
            : Ops.Emit(new Pad(new[] { 0, 0, 0, fullH - height, 0, fullW - width, 0, 0 }, PadMode.Symmetric, 0), x);
        Tensor tables = Tables(padded, tileH, tileW, channels);

        Tensor pixels = Ops.Cast(Ops.Clip(padded, 0, Shades - 1), DeepKeras.DType.Int32);
        (Tensor top, Tensor down) = Between(fullH, tileH, gridH, [1, fullH, 1, 1]);
        (Tensor left, Tensor right) = Between(fullW, tileW, gridW, [1, 1, fullW, 1]);
        Tensor offset = pixels + Ops.Reshape(Ops.Constant([.. Enumerable.Range(0, channels).Select(channel => channel * Shades)]), 1, 1, 1, channels);
        int strideX = Shades * channels;
        int strideY = strideX * (gridW + 2);
        Tensor upper = (At(0, 0) * (1 - right)) + (At(0, 1) * right);
        Tensor lower = (At(1, 0) * (1 - right)) + (At(1, 1) * right);
        Tensor result = (upper * (1 - down)) + (lower * down);
        return Ops.Slice(Ops.Slice(result, 1, 0, height), 2, 0, width);

        Tensor At(int below, int beside)
        {
            Tensor row = Ops.Cast(Ops.Clip(top + below, 0, gridH + 1), DeepKeras.DType.Int32);
            Tensor column = Ops.Cast(Ops.Clip(left + beside, 0, gridW + 1), DeepKeras.DType.Int32);
            Tensor places = Ops.Reshape(offset + (row * strideY) + (column * strideX), ReshapeDims.Rest, fullH * fullW * channels);
            return Ops.Reshape(Ops.TakeAlongAxis(tables, places, 1), ReshapeDims.Rest, fullH, fullW, channels);
        }
    }

    /// <summary>For each image the new value of each shade, by tile (with the outer ones twice), channel and shade: one row.</summary>
    private Tensor Tables(Tensor x, int tileH, int tileW, int channels)
    {
        (int gridH, int gridW) = (TileGridSize.Height, TileGridSize.Width);
        int pixels = tileH * tileW;
        Tensor tiles = Ops.Transpose(Ops.Reshape(x, ReshapeDims.Rest, gridH, tileH, gridW, tileW, channels), 0, 1, 3, 5, 2, 4);
        Tensor shades = Ops.Clip(Ops.Cast(Ops.Reshape(tiles, ReshapeDims.Rest, gridH, gridW, channels, pixels), DeepKeras.DType.Int32), 0, Shades - 1);
        Tensor counts = Ops.Sum(Ops.OneHot(shades, Shades), [-2]);
        if (ClipLimit > 0)
        {
            Tensor clipped = Ops.Minimum(counts, (float)(ClipLimit * pixels / Shades));
            counts = clipped + (Ops.Sum(counts - clipped, [-1], keepDims: true) / Shades);
        }

        Tensor sums = Ops.CumSum(counts, -1);
        Tensor least = Ops.Min(sums, [-1], keepDims: true);
        Tensor span = pixels - least;
        Tensor table = Ops.Clip((sums - least) * 255 / Ops.Where(Ops.Equal(span, 0), 1, span), 0, 255);
        table = Ops.Concatenate([Ops.Slice(table, 1, 0, 1), table, Ops.Slice(table, 1, gridH - 1, gridH)], 1);
        table = Ops.Concatenate([Ops.Slice(table, 2, 0, 1), table, Ops.Slice(table, 2, gridW - 1, gridW)], 2);
        return Ops.Reshape(table, ReshapeDims.Rest, (gridH + 2) * (gridW + 2) * channels * Shades);
    }

    /// <summary>For each position the tile before it, and how far it is to the next.</summary>
    private static (Tensor Tile, Tensor Share) Between(int size, int tile, int grid, int[] shape)
    {
        float[] at = [.. Enumerable.Range(0, size).Select(i => ((i - (tile / 2f)) / tile) + 1)];
        return (Ops.Reshape(Ops.Constant([.. at.Select(MathF.Floor)]), shape), Ops.Reshape(Ops.Constant([.. at.Select(a => a - MathF.Floor(a))]), shape));
    }
}
