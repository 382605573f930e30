using NumSharp;

namespace DeepKeras.Data;

/// <summary>
/// Rows of data for a model: what NumPy's arrays are to Keras. Arrays, NumSharp's <see cref="NDArray"/> and spans with a shape convert to
/// it by themselves. The first axis is the rows.
/// </summary>
public sealed class DataArray
{
    internal DataArray(HostArray array) => Array = array;

    /// <summary>Rows of the given shape over a copy of numbers.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The shape, rows first.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public DataArray(ReadOnlySpan<float> values, Shape shape)
        : this(HostArray.Of(values, shape))
    {
    }

    /// <summary>Rows of the given shape over a copy of whole numbers.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The shape, rows first.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public DataArray(ReadOnlySpan<int> values, Shape shape)
        : this(HostArray.Of(values, shape))
    {
    }

    /// <summary>Rows of the given shape over a copy of texts.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The shape, rows first.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public DataArray(ReadOnlySpan<string> values, Shape shape)
        : this(HostArray.OfText(values, shape))
    {
    }

    /// <summary>The shape, rows first.</summary>
    public Shape Shape => Array.Shape;

    /// <summary>The type of the elements.</summary>
    public DType DType => Array.Type;

    /// <summary>The number of rows.</summary>
    public int Rows => Array.Shape[0];

    internal HostArray Array { get; }

    /// <summary>An array of NumSharp, copied.</summary>
    public static implicit operator DataArray(NDArray array) => new(HostArrayConversions.FromNDArray(array));

    /// <summary>A number a row.</summary>
    public static implicit operator DataArray(float[] values) => From<float>(values);

    /// <summary>A number a row.</summary>
    public static implicit operator DataArray(double[] values) => From<double>(values);

    /// <summary>A whole number a row.</summary>
    public static implicit operator DataArray(int[] values) => From<int>(values);

    /// <summary>A whole number a row.</summary>
    public static implicit operator DataArray(long[] values) => From<long>(values);

    /// <summary>A truth value a row.</summary>
    public static implicit operator DataArray(bool[] values) => From<bool>(values);

    /// <summary>A text a row.</summary>
    public static implicit operator DataArray(string[] values) => new(HostArray.OfText(values, [values.Length]));

    /// <summary>Rows of texts.</summary>
    public static implicit operator DataArray(string[,] values) => new(HostArray.OfText([.. values.Cast<string>()], [values.GetLength(0), values.GetLength(1)]));

    /// <summary>Rows of numbers.</summary>
    public static implicit operator DataArray(float[,] values) => From<float>(values);

    /// <summary>Rows of numbers.</summary>
    public static implicit operator DataArray(double[,] values) => From<double>(values);

    /// <summary>Rows of whole numbers.</summary>
    public static implicit operator DataArray(int[,] values) => From<int>(values);

    /// <summary>Rows of steps of numbers.</summary>
    public static implicit operator DataArray(float[,,] values) => From<float>(values);

    /// <summary>Images: rows, height, width, channels.</summary>
    public static implicit operator DataArray(float[,,,] values) => From<float>(values);

    /// <summary>The elements as an array of NumSharp, copied.</summary>
    public NDArray ToNDArray() => HostArrayConversions.ToNDArray(Array);

    /// <summary>The elements as float32 in row-major order, copied.</summary>
    public float[] ToFloats() => Array.Cast(DType.Float32).As<float>().ToArray();

    /// <summary>The texts in row-major order, copied.</summary>
    /// <exception cref="InvalidOperationException">The elements are numbers.</exception>
    public string[] ToTexts() => Array.Texts.ToArray();

    /// <summary>The same elements in another shape.</summary>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public DataArray Reshape(Shape shape) => new(Array.Reshaped(shape));

    /// <summary>Some of the rows, copied.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="end">The row after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public DataArray Slice(int start, int end)
    {
        if (start < 0 || end < start || end > Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, $"rows {start} to {end} are asked for; there are {Rows}.");
        }

        var part = new HostArray(DType, Shape.With(0, end - start));
        long size = Rows == 0 ? 0 : Array.Elements / Rows;
        part.CopyFrom(Array, start * size, 0, (end - start) * size);
        return new DataArray(part);
    }

    /// <summary>Some of the rows in a given order, copied.</summary>
    internal DataArray Take(IReadOnlyList<int> rows)
    {
        var part = new HostArray(DType, Shape.With(0, rows.Count));
        long size = Rows == 0 ? 0 : Array.Elements / Rows;
        for (int i = 0; i < rows.Count; i++)
        {
            part.CopyFrom(Array, rows[i] * size, i * size, size);
        }

        return new DataArray(part);
    }

    private static DataArray From<T>(Array values)
        where T : unmanaged
    {
        Shape shape = Enumerable.Range(0, values.Rank).Select(values.GetLength).ToArray();
        var array = new HostArray(DTypeExtensions.Of<T>(), shape);
        if (values.Length > 0)
        {
            System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
                ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values), array.Bytes.Length).CopyTo(array.Bytes);
        }

        return new(array);
    }
}
