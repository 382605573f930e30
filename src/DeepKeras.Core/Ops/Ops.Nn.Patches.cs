using DeepKeras.Layers;
using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The patches of an image that a window sees as it slides, as columns: (batch, channels · window, places).</summary>
    /// <param name="x">(batch, channels, height, width).</param>
    /// <param name="kernelSize">The size of the window.</param>
    /// <param name="dilation">The distance between neighbours that it sees; null: 1.</param>
    /// <param name="padding">Zeros around the image; null: none.</param>
    /// <param name="stride">How far it moves; null: 1.</param>
    public static Tensor Unfold(Tensor x, Sizes kernelSize, Sizes? dilation = null, Sizes? padding = null, Sizes? stride = null)
    {
        if (x.Shape.Rank != 4 || !x.Shape.WithoutBatch().IsKnown)
        {
            throw new ShapeException($"unfold: expected images (batch, channels, height, width) of known size, got {x.Shape}.");
        }

        (int[] window, int[] apart, int[] border, int[] steps) = Sliding(kernelSize, dilation, padding, stride);
        x = border[0] + border[1] == 0 ? x : Pad(x, [(0, 0), (0, 0), (border[0], border[0]), (border[1], border[1])]);
        int rows = SlidingCount(x.Shape[2], window[0], apart[0], steps[0]);
        int columns = SlidingCount(x.Shape[3], window[1], apart[1], steps[1]);
        x = Take(x, SlidingPlaces(window[0], rows, apart[0], steps[0]), 2);
        x = Take(x, SlidingPlaces(window[1], columns, apart[1], steps[1]), 4);
        Tensor sorted = Transpose(x, 0, 1, 2, 4, 3, 5);
        return Reshape(sorted, ReshapeDims.Copy(0), x.Shape[1] * window[0] * window[1], rows * columns);
    }

    /// <summary>The reverse of <see cref="Unfold"/>: columns laid down as patches, and added where these overlap: (batch, channels, height, width).</summary>
    /// <param name="x">(batch, channels · window, places).</param>
    /// <param name="outputSize">Height and width of the image.</param>
    /// <param name="kernelSize">The size of the window.</param>
    /// <param name="dilation">The distance between neighbours that it saw; null: 1.</param>
    /// <param name="padding">Zeros that were around the image, and are cut off; null: none.</param>
    /// <param name="stride">How far it moved; null: 1.</param>
    public static Tensor Fold(Tensor x, Sizes outputSize, Sizes kernelSize, Sizes? dilation = null, Sizes? padding = null, Sizes? stride = null)
    {
        (int[] window, int[] apart, int[] border, int[] steps) = Sliding(kernelSize, dilation, padding, stride);
        int[] size = outputSize.For(2, nameof(outputSize));
        (int height, int width) = (size[0] + (2 * border[0]), size[1] + (2 * border[1]));
        int rows = SlidingCount(height, window[0], apart[0], steps[0]);
        int columns = SlidingCount(width, window[1], apart[1], steps[1]);
        if (x.Shape.Rank != 3 || x.Shape[1] < 0 || x.Shape[1] % (window[0] * window[1]) != 0 || (x.Shape[2] >= 0 && x.Shape[2] != rows * columns))
        {
            throw new ShapeException($"fold: expected (batch, channels · {window[0] * window[1]}, {rows * columns}), got {x.Shape}.");
        }

        int channels = x.Shape[1] / (window[0] * window[1]);
        Tensor patches = Reshape(x, ReshapeDims.Copy(0), channels, window[0], window[1], rows, columns);

        // (window rows, rows, window columns, columns, batch, channels): first one axis of space is put together, then the other.
        patches = Transpose(patches, 2, 4, 3, 5, 0, 1);
        patches = Reshape(patches, window[0] * rows, window[1], columns, ReshapeDims.Copy(4), channels);
        Tensor lines = SegmentSum(patches, Reshape(SlidingPlaces(window[0], rows, apart[0], steps[0]), -1), height);
        lines = Reshape(Transpose(lines, 1, 2, 0, 3, 4), window[1] * columns, height, ReshapeDims.Copy(3), channels);
        Tensor image = Transpose(SegmentSum(lines, Reshape(SlidingPlaces(window[1], columns, apart[1], steps[1]), -1), width), 2, 3, 1, 0);
        image = border[0] == 0 ? image : Slice(image, 2, border[0], border[0] + size[0]);
        return border[1] == 0 ? image : Slice(image, 3, border[1], border[1] + size[1]);
    }

    /// <summary>Blocks of channels laid out in space: (batch, height · b, width · b, channels / b²); the block's offsets are the slow part of the channels.</summary>
    /// <param name="x">(batch, height, width, channels), or channels first.</param>
    /// <param name="blockSize">The side b of a block.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    public static Tensor DepthToSpace(Tensor x, int blockSize, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        int channels = dataFormat.Channels(x.Shape, 2);
        if (blockSize < 1 || channels % (blockSize * blockSize) != 0)
        {
            throw new ShapeException($"depth_to_space: {channels} channels do not divide into blocks of {blockSize} × {blockSize}.");
        }

        return dataFormat.WithChannelsLast(x, image =>
        {
            (int height, int width) = (image.Shape[1], image.Shape[2]);
            int left = channels / (blockSize * blockSize);
            Tensor blocks = Reshape(image, ReshapeDims.Copy(0), ReshapeDims.Copy(1), ReshapeDims.Copy(2), blockSize, blockSize, left);
            return Reshape(Transpose(blocks, 0, 1, 3, 2, 4, 5), ReshapeDims.Copy(0), Times(height, blockSize), Times(width, blockSize), left);
        });
    }

    /// <summary>The reverse of <see cref="DepthToSpace"/>: (batch, height / b, width / b, channels · b²).</summary>
    /// <param name="x">(batch, height, width, channels), or channels first; height and width must be known.</param>
    /// <param name="blockSize">The side b of a block.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    public static Tensor SpaceToDepth(Tensor x, int blockSize, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        int channels = dataFormat.Channels(x.Shape, 2);
        return dataFormat.WithChannelsLast(x, image =>
        {
            (int height, int width) = (image.Shape[1], image.Shape[2]);
            if (height < 0 || width < 0 || blockSize < 1 || height % blockSize != 0 || width % blockSize != 0)
            {
                throw new ShapeException($"space_to_depth: an image of shape {image.Shape} does not divide into blocks of {blockSize} × {blockSize}.");
            }

            (int rows, int columns) = (height / blockSize, width / blockSize);
            Tensor blocks = Reshape(image, ReshapeDims.Copy(0), rows, blockSize, columns, blockSize, channels);
            return Reshape(Transpose(blocks, 0, 1, 3, 2, 4, 5), ReshapeDims.Copy(0), rows, columns, blockSize * blockSize * channels);
        });
    }

    /// <summary>Where each element of a window lies, for each place of the window: (window, places).</summary>
    internal static Tensor SlidingPlaces(int window, int count, int apart, int step)
    {
        int[] places = new int[window * count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = (i / count * apart) + (i % count * step);
        }

        return Constant((ReadOnlySpan<int>)places, [window, count]);
    }

    /// <summary>How many places a window has on a line.</summary>
    internal static int SlidingCount(int size, int window, int apart, int step)
    {
        int extent = ((window - 1) * apart) + 1;
        return size >= extent ? ((size - extent) / step) + 1 : throw new ShapeException($"a window of {extent} does not fit a size of {size}.");
    }

    private static int Times(int size, int factor) => size < 0 ? -1 : size * factor;

    private static (int[] Window, int[] Apart, int[] Border, int[] Steps) Sliding(Sizes kernelSize, Sizes? dilation, Sizes? padding, Sizes? stride) =>
        (kernelSize.For(2, nameof(kernelSize)), (dilation ?? 1).For(2, nameof(dilation)), (padding ?? 0).For(2, nameof(padding), least: 0), (stride ?? 1).For(2, nameof(stride)));
}
