using DeepKeras.Layers;
using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The means of as many windows as are asked for, which cover the space evenly: window i reaches from ⌊i n / m⌋ to ⌈(i + 1) n / m⌉.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first; the sizes of space must be known.</param>
    /// <param name="outputSize">How many windows m along each axis.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    public static Tensor AdaptiveAveragePool(Tensor inputs, Sizes outputSize, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        AdaptivelyPooled(PoolKind.Average, inputs, outputSize, dataFormat);

    /// <summary>The largest values of as many windows as are asked for; see <see cref="AdaptiveAveragePool"/>.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first; the sizes of space must be known.</param>
    /// <param name="outputSize">How many windows along each axis.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    public static Tensor AdaptiveMaxPool(Tensor inputs, Sizes outputSize, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        AdaptivelyPooled(PoolKind.Max, inputs, outputSize, dataFormat);

    private static Tensor AdaptivelyPooled(PoolKind kind, Tensor inputs, Sizes outputSize, DataFormat dataFormat)
    {
        int space = Space(inputs);
        int[] counts = outputSize.For(space, nameof(outputSize));
        return dataFormat.WithChannelsLast(Floating(inputs), image =>
        {
            Shape sizes = image.Shape.Slice(1, space);
            if (!sizes.IsKnown)
            {
                throw new ShapeException($"adaptive pooling needs known sizes of space; got shape {image.Shape}.");
            }

            if (sizes.Zip(counts).All(pair => pair.First % pair.Second == 0))
            {
                int[] window = [.. sizes.Zip(counts, (size, count) => size / count)];
                return Emit(new Pool(kind, window, window, new int[2 * space]), image);
            }

            // A window is a box: one axis after the other.
            for (int axis = 1; axis <= space; axis++)
            {
                image = kind == PoolKind.Max ? MaximaAlong(image, axis, counts[axis - 1]) : MeansAlong(image, axis, counts[axis - 1]);
            }

            return image;
        });
    }

    private static Tensor MeansAlong(Tensor x, int axis, int count)
    {
        int size = x.Shape[axis];
        var shares = new HostArray(x.DType, [size, count]);
        for (int i = 0; i < count; i++)
        {
            (int start, int end) = AdaptiveWindow(i, size, count);
            for (int place = start; place < end; place++)
            {
                shares[(place * count) + i] = 1.0 / (end - start);
            }
        }

        return Moved(MatMul(Moved(x, axis, -1), Constant(shares)), -1, axis);
    }

    private static Tensor MaximaAlong(Tensor x, int axis, int count)
    {
        // All windows are as long as the longest: a shorter one has its last place more than once.
        int size = x.Shape[axis];
        int longest = Enumerable.Range(0, count).Max(i => AdaptiveWindow(i, size, count).End - AdaptiveWindow(i, size, count).Start);
        int[] places = new int[count * longest];
        for (int i = 0; i < places.Length; i++)
        {
            (int start, int end) = AdaptiveWindow(i / longest, size, count);
            places[i] = Math.Min(end - 1, start + (i % longest));
        }

        return Max(Take(x, Constant((ReadOnlySpan<int>)places, [count, longest]), axis), [axis + 1]);
    }

    private static (int Start, int End) AdaptiveWindow(int i, int size, int count) => (i * size / count, (((i + 1) * size) + count - 1) / count);
}
