namespace DeepKeras.Layers;

/// <summary>
/// Mean and biased variance of features, batch after batch, in double precision (Chan et al., Updating formulae and a pairwise algorithm for
/// computing sample variances, 1979).
/// </summary>
/// <param name="kept">The axes that tell features apart, ascending.</param>
/// <param name="shape">The sizes along them.</param>
internal sealed class FeatureMoments(int[] kept, Shape shape)
{
    private readonly double[] means = new double[shape.Elements];
    private readonly double[] squares = new double[shape.Elements];
    private long count;

    public void Add(HostArray batch, string place)
    {
        if (kept.Any(axis => axis >= batch.Shape.Rank) || !kept.Select(axis => batch.Shape[axis]).SequenceEqual(shape))
        {
            throw new ShapeException($"{place}: expected data with sizes {shape} along axes ({string.Join(", ", kept)}), got {batch.Shape}.");
        }

        long rows = means.Length == 0 ? 0 : batch.Elements / means.Length;
        if (rows == 0)
        {
            return;
        }

        int[] feature = Features(batch.Shape);
        double[] batchMeans = new double[means.Length];
        double[] batchSquares = new double[means.Length];
        for (int i = 0; i < feature.Length; i++)
        {
            batchMeans[feature[i]] += batch[i] / rows;
        }

        for (int i = 0; i < feature.Length; i++)
        {
            double distance = batch[i] - batchMeans[feature[i]];
            batchSquares[feature[i]] += distance * distance;
        }

        long total = count + rows;
        for (int f = 0; f < means.Length; f++)
        {
            double apart = batchMeans[f] - means[f];
            squares[f] += batchSquares[f] + (apart * apart * count * rows / total);
            means[f] += apart * rows / total;
        }

        count = total;
    }

    public HostArray Means() => Filled(f => means[f]);

    public HostArray Variances() => Filled(f => squares[f] / count);

    private HostArray Filled(Func<int, double> value)
    {
        var array = new HostArray(DType.Float32, shape);
        for (int f = 0; f < means.Length; f++)
        {
            array[f] = value(f);
        }

        return array;
    }

    /// <summary>For each element the feature that it belongs to.</summary>
    private int[] Features(Shape batch)
    {
        int[] feature = new int[batch.Elements];
        int featureStride = 1;
        int stride = 1;
        for (int axis = batch.Rank - 1; axis >= 0; axis--)
        {
            if (kept.Contains(axis))
            {
                for (int i = 0; i < feature.Length; i++)
                {
                    feature[i] += i / stride % batch[axis] * featureStride;
                }

                featureStride *= batch[axis];
            }

            stride *= batch[axis];
        }

        return feature;
    }
}
