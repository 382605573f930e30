namespace DeepKeras.Callbacks;

/// <summary>A weight as pictures, as Keras's TensorBoard callback makes them: vectors and matrices grey, three axes a picture for each channel.</summary>
internal static class WeightImages
{
    /// <summary>TensorBoard's own writer shows three pictures of a batch.</summary>
    private const int Most = 3;

    /// <summary>The pictures of a weight; null: its shape is none that can be shown.</summary>
    /// <remarks>Values from 0 to 1 become 0 to 255; others are cut off, as TensorBoard does with floating-point pictures.</remarks>
    public static (int Width, int Height, IReadOnlyList<byte[]> Pngs)? Of(HostArray weight)
    {
        int[] sizes = [.. weight.Shape.Where(size => size != 1)];
        return sizes switch
        {
            [var length] => Pictures(weight, 1, length, 1, 1, (_, row, _, _) => row),
            [var rows, var columns] when rows > columns => Pictures(weight, 1, columns, rows, 1, (_, row, column, _) => (column * columns) + row),
            [var rows, var columns] => Pictures(weight, 1, rows, columns, 1, (_, row, column, _) => (row * columns) + column),
            [var rows, var columns, var count] => Pictures(weight, count, rows, columns, 1, (picture, row, column, _) => (((row * columns) + column) * count) + picture),
            [var count, var rows, var columns, var channels] when channels is 3 or 4 =>
                Pictures(weight, count, rows, columns, channels, (picture, row, column, channel) => (((((picture * rows) + row) * columns) + column) * channels) + channel),
            _ => null,
        };
    }

    private static (int Width, int Height, IReadOnlyList<byte[]> Pngs) Pictures(HostArray weight, int count, int height, int width, int channels, Func<int, int, int, int, int> place)
    {
        var pngs = new List<byte[]>();
        for (int picture = 0; picture < Math.Min(count, Most); picture++)
        {
            byte[] pixels = new byte[height * width * channels];
            int at = 0;
            for (int row = 0; row < height; row++)
            {
                for (int column = 0; column < width; column++)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        double value = weight[place(picture, row, column, channel)];
                        pixels[at++] = (byte)(double.IsNaN(value) ? 0 : Math.Clamp(value * 255.5, 0, 255));
                    }
                }
            }

            pngs.Add(PngImage.Encode(pixels, height, width, channels));
        }

        return (width, height, pngs);
    }
}
