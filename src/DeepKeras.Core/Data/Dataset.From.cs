using NumSharp;

namespace DeepKeras.Data;

/// <content>Data sets from arrays, and back.</content>
public sealed partial class Dataset
{
    /// <summary>A data set to classify, from an array of numbers.</summary>
    /// <param name="x">The features, <c>(rows, features)</c>; NaN is a missing value.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="classes">The classes' names; null: <c>0</c> to the largest label.</param>
    /// <param name="featureNames">The features' names; null: <c>x0</c>, <c>x1</c>, and so on.</param>
    /// <param name="name">The name it is called by.</param>
    /// <exception cref="ArgumentException">Rows, names or labels do not fit together, or there are fewer than two classes.</exception>
    public static Dataset From(float[,] x, int[] labels, IReadOnlyList<string>? classes = null, IReadOnlyList<string>? featureNames = null, string name = "data")
    {
        CheckRows(name, x.GetLength(0), labels.Length);
        return Classification(name, ColumnsOf(name, x, featureNames), "y", labels, classes ?? NumberedClasses(labels));
    }

    /// <summary>A data set with a number to predict, from an array of numbers.</summary>
    /// <param name="x">The features, <c>(rows, features)</c>; NaN is a missing value.</param>
    /// <param name="targets">The target of each row.</param>
    /// <param name="featureNames">The features' names; null: <c>x0</c>, <c>x1</c>, and so on.</param>
    /// <param name="name">The name it is called by.</param>
    /// <exception cref="ArgumentException">Rows or names do not fit together, or a target is not finite.</exception>
    public static Dataset From(float[,] x, float[] targets, IReadOnlyList<string>? featureNames = null, string name = "data")
    {
        CheckRows(name, x.GetLength(0), targets.Length);
        int odd = Array.FindIndex(targets, value => !float.IsFinite(value));
        return odd < 0
            ? Regression(name, ColumnsOf(name, x, featureNames), "y", targets)
            : throw new ArgumentException($"data set \"{name}\": row {odd} has the target {targets[odd]}, expected a finite number.", nameof(targets));
    }

    /// <summary>
    /// A data set from NumSharp's arrays. Images, <c>(rows, height, width)</c> or <c>(rows, height, width, channels)</c>, become one feature a
    /// pixel and set <see cref="ImageShape"/>.
    /// </summary>
    /// <param name="x">The features: rows first, any type of number.</param>
    /// <param name="y">The target, <c>(rows)</c> or <c>(rows, 1)</c>: whole numbers of an integer type are classes from 0, floats are a regression.</param>
    /// <param name="name">The name it is called by.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or there are fewer than two classes.</exception>
    public static Dataset From(NDArray x, NDArray y, string name = "data")
    {
        long[] shape = [.. x.shape.Select(side => (long)side)];
        if (shape.Length is < 2 or > 4)
        {
            throw new ArgumentException($"data set \"{name}\": expected x of shape (rows, features), (rows, height, width) or (rows, height, width, channels), got ({string.Join(", ", shape)}).", nameof(x));
        }

        if (y.ndim != 1 && !(y.ndim == 2 && y.shape[1] == 1))
        {
            throw new ArgumentException($"data set \"{name}\": expected y of shape (rows) or (rows, 1), got ({string.Join(", ", y.shape)}).", nameof(y));
        }

        int rows = checked((int)shape[0]);
        int features = checked((int)shape.Skip(1).Aggregate(1L, (size, side) => size * side));
        var matrix = new float[rows, features];
        Buffer.BlockCopy(x.astype(NPTypeCode.Single).ToArray<float>(), 0, matrix, 0, checked(rows * features * sizeof(float)));
        bool regression = y.typecode is NPTypeCode.Single or NPTypeCode.Double or NPTypeCode.Half or NPTypeCode.Decimal;
        Dataset dataset = regression
            ? From(matrix, y.astype(NPTypeCode.Single).ToArray<float>(), null, name)
            : From(matrix, y.astype(NPTypeCode.Int32).ToArray<int>(), null, null, name);
        return shape.Length == 2 ? dataset : dataset.With(imageShape: [(int)shape[1], (int)shape[2], shape.Length == 4 ? (int)shape[3] : 1]);
    }

    /// <summary>The features as one array, <c>(rows, features)</c>; NaN is a missing value.</summary>
    /// <exception cref="InvalidOperationException">A feature is no number.</exception>
    public float[,] ToMatrix()
    {
        var matrix = new float[Rows, Features.Count];
        for (int j = 0; j < Features.Count; j++)
        {
            ReadOnlySpan<float> numbers = Features[j].Numbers;
            for (int i = 0; i < numbers.Length; i++)
            {
                matrix[i, j] = numbers[i];
            }
        }

        return matrix;
    }

    /// <summary>
    /// The features as a float array: <c>(rows, features)</c>, or <c>(rows, height, width, channels)</c> where there is an
    /// <see cref="ImageShape"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A feature is no number.</exception>
    public NDArray ToNDArray()
    {
        NDArray x = np.array(ToMatrix());
        return ImageShape is { } shape ? x.reshape(Rows, shape[0], shape[1], shape[2]) : x;
    }

    private static void CheckRows(string name, int rows, int targets)
    {
        if (rows != targets || rows == 0)
        {
            throw new ArgumentException($"data set \"{name}\": the features have {rows} rows, the target has {targets}; expected as many, and at least one.");
        }
    }

    private static string[] NumberedClasses(int[] labels) => [.. Enumerable.Range(0, Math.Max(0, labels.Max()) + 1).Select(label => $"{label}")];

    private static Column[] ColumnsOf(string name, float[,] x, IReadOnlyList<string>? names)
    {
        int features = x.GetLength(1);
        if (names is not null && names.Count != features)
        {
            throw new ArgumentException($"data set \"{name}\": expected a name for each of {features} features, got {names.Count}.", nameof(names));
        }

        var columns = new Column[features];
        for (int j = 0; j < features; j++)
        {
            var values = new float[x.GetLength(0)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = x[i, j];
            }

            columns[j] = new Column(names?[j] ?? $"x{j}", values);
        }

        return columns;
    }
}
