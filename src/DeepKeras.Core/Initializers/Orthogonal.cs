using System.Numerics.Tensors;
using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>
/// A matrix drawn uniformly from those whose columns (rows, where they are fewer) are orthogonal and of length <paramref name="gain"/>; axes
/// before the last count as one (Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, 2013).
/// After <c>keras.initializers.Orthogonal</c>.
/// </summary>
/// <param name="gain">The vectors' length.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
[KerasAlias("OrthogonalInitializer")]
public sealed partial class Orthogonal(double gain = 1, long? seed = null) : RandomInitializer(seed)
{
    private const int WorthThreads = 1 << 16;

    /// <exception cref="ShapeException">The weight has fewer than two axes.</exception>
    private protected override void Draw(HostArray array, ulong key)
    {
        if (array.Shape.Rank < 2)
        {
            throw new ShapeException($"the orthogonal initializer needs a weight of two axes or more, got {array.Shape}.");
        }

        int columns = array.Shape[^1];
        int rows = columns == 0 ? 0 : checked((int)(array.Elements / columns));
        (int length, int count) = (Math.Max(rows, columns), Math.Min(rows, columns));
        if (count == 0)
        {
            return;
        }

        // One vector after the other in memory. Q of the QR decomposition with a positive diagonal of R is what Gram and Schmidt make of
        // normal draws; a second pass removes what rounding left of the first (Giraud et al., 2005).
        var vectors = new HostArray(DType.Float64, [count, length]);
        Distribution.Normal(0, 1).Fill(vectors, key);
        Orthonormalize(vectors, length, count);
        Orthonormalize(vectors, length, count);

        ReadOnlySpan<double> values = vectors.As<double>();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                array[((long)row * columns) + column] = Gain * values[rows >= columns ? (column * length) + row : (row * length) + column];
            }
        }
    }

    private static void Orthonormalize(HostArray vectors, int length, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Span<double> unit = Vector(vectors, length, i);
            TensorPrimitives.Divide(unit, TensorPrimitives.Norm<double>(unit), unit);
            if ((long)(count - i) * length < WorthThreads)
            {
                for (int j = i + 1; j < count; j++)
                {
                    TakeAway(vectors, length, i, j);
                }
            }
            else
            {
                int done = i;
                Parallel.For(i + 1, count, j => TakeAway(vectors, length, done, j));
            }
        }
    }

    /// <summary>Takes from vector j what it has of the unit vector i.</summary>
    private static void TakeAway(HostArray vectors, int length, int i, int j)
    {
        ReadOnlySpan<double> unit = Vector(vectors, length, i);
        Span<double> vector = Vector(vectors, length, j);
        TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot<double>(unit, vector), vector, vector);
    }

    private static Span<double> Vector(HostArray vectors, int length, int i) => vectors.As<double>().Slice(i * length, length);
}
