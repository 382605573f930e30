using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>start, start + step, … to before stop; with one bound, from 0 to before it. Int32 unless told.</summary>
    public static Tensor Arange(int start, int? stop = null, int step = 1, DType? dtype = null) => Steps(stop is null ? 0 : start, stop ?? start, step, dtype ?? DType.Int32);

    /// <summary>start, start + step, … to before stop; with one bound, from 0 to before it. Float32 unless told.</summary>
    public static Tensor Arange(double start, double? stop = null, double step = 1, DType? dtype = null) => Steps(stop is null ? 0 : start, stop ?? start, step, dtype ?? DType.Float32);

    /// <summary>start, start + step, … to before stop, of bounds that are known when the graph is run.</summary>
    public static Tensor Arange(Tensor start, Tensor? stop = null, Tensor? step = null, DType? dtype = null)
    {
        DType type = dtype ?? ResultType([start, .. stop is null ? Array.Empty<Tensor>() : [stop], .. step is null ? Array.Empty<Tensor>() : [step]]);
        Tensor from = Cast(stop is null ? 0 : start, DType.Float64);
        Tensor by = Cast(step ?? 1, DType.Float64);
        Tensor count = Ceil((Cast(stop ?? start, DType.Float64) - from) / by);
        return Cast((Cast(Emit(new CountTo(), Cast(count, DType.Int32)), DType.Float64) * by) + from, type);
    }

    /// <summary>Numbers at equal distances; as integers they are rounded down.</summary>
    /// <param name="start">The first; a tensor gives each of its elements a row.</param>
    /// <param name="stop">The last, or the one after it.</param>
    /// <param name="num">How many.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is the last.</param>
    /// <param name="retstep">Whether the distance is returned too.</param>
    /// <param name="dtype">Float32 for integers and numbers unless told.</param>
    /// <param name="axis">Where the new axis stands.</param>
    public static (Tensor Values, Tensor? Step) Linspace(Tensor start, Tensor stop, int num = 50, bool endpoint = true, bool retstep = false, DType? dtype = null, int axis = 0)
    {
        DType type = dtype ?? Between(start, stop);
        (Tensor values, Tensor step) = Spaced(start, stop, num, endpoint, axis);
        Tensor result = type.IsFloating() ? Cast(values, type) : Cast(Floor(values), type);
        return (result, retstep ? Cast(step, type.IsFloating() ? type : DType.Float32) : null);
    }

    /// <summary>Powers of a base whose exponents are at equal distances; as integers they are rounded down.</summary>
    public static Tensor Logspace(Tensor start, Tensor stop, int num = 50, bool endpoint = true, double @base = 10, DType? dtype = null, int axis = 0)
    {
        DType type = dtype ?? Between(start, stop);
        Tensor values = Power(Constant(DType.Float64, @base), Spaced(start, stop, num, endpoint, axis).Values);
        return type.IsFloating() ? Cast(values, type) : Cast(Floor(values), type);
    }

    /// <summary>Numbers at equal ratios, from start to stop, which have one sign.</summary>
    public static Tensor Geomspace(Tensor start, Tensor stop, int num = 50, bool endpoint = true, DType? dtype = null, int axis = 0)
    {
        DType type = dtype ?? Between(start, stop);
        Tensor from = Cast(start, DType.Float64);
        Tensor values = Exp(Spaced(Log(Abs(from)), Log(Abs(Cast(stop, DType.Float64))), num, endpoint, axis).Values);
        Tensor sign = Sign(from);
        return Cast((sign.Shape.Rank == 0 ? sign : ExpandDims(sign, axis)) * values, type);
    }

    /// <summary>Ones on a diagonal of n rows and m columns (null: as many), zeros elsewhere; k above 0 names one above the main one.</summary>
    public static Tensor Eye(int n, int? m = null, int k = 0, DType? dtype = null) => Matrix(n, m ?? n, dtype, (row, column) => column - row == k);

    /// <summary>The identity matrix of n rows.</summary>
    public static Tensor Identity(int n, DType? dtype = null) => Eye(n, dtype: dtype);

    /// <summary>Ones at and below a diagonal of n rows and m columns (null: as many), zeros above it.</summary>
    public static Tensor Tri(int n, int? m = null, int k = 0, DType? dtype = null) => Matrix(n, m ?? n, dtype, (row, column) => column - row <= k);

    /// <summary>Zeros; float32 unless told.</summary>
    public static Tensor Zeros(Shape shape, DType? dtype = null) => BroadcastTo(Constant(dtype ?? DType.Float32, 0), shape);

    /// <summary>Ones; float32 unless told.</summary>
    public static Tensor Ones(Shape shape, DType? dtype = null) => BroadcastTo(Constant(dtype ?? DType.Float32, 1), shape);

    /// <summary>A tensor whose values are not promised; they are zeros. Float32 unless told.</summary>
    public static Tensor Empty(Shape shape, DType? dtype = null) => Zeros(shape, dtype);

    /// <summary>A tensor of the same shape whose values are not promised; they are zeros.</summary>
    public static Tensor EmptyLike(Tensor x, DType? dtype = null) => ZerosLike(x, dtype);

    /// <summary>One value, or values that broadcast, everywhere; float32 unless told.</summary>
    public static Tensor Full(Shape shape, Tensor fillValue, DType? dtype = null) => BroadcastTo(Cast(fillValue, dtype ?? DType.Float32), shape);

    /// <summary>Values that broadcast, in the shape of a tensor and its dtype unless told.</summary>
    public static Tensor FullLike(Tensor x, Tensor fillValue, DType? dtype = null) => BroadcastLike(Cast(fillValue, dtype ?? x.DType), x);

    /// <summary>A tensor of what is one already or converts to one; Keras's <c>array</c>.</summary>
    public static Tensor ArrayOf(Tensor x, DType? dtype = null) => ConvertToTensor(x, dtype);

    /// <summary>A tensor of what is one already or converts to one; a number becomes float32, a whole one int32.</summary>
    public static Tensor ConvertToTensor(Tensor x, DType? dtype = null) => Cast(Strong(x), dtype ?? x.DType);

    /// <summary>Bartlett's window: a triangle over x points that is 0 at both ends.</summary>
    public static Tensor Bartlett(int x) => Window(x, (at, size) => 1 - Math.Abs((2 * at / size) - 1));

    /// <summary>Blackman's window over x points.</summary>
    public static Tensor Blackman(int x) => Window(x, (at, size) => 0.42 - (0.5 * Math.Cos(2 * Math.PI * at / size)) + (0.08 * Math.Cos(4 * Math.PI * at / size)));

    /// <summary>Hamming's window over x points.</summary>
    public static Tensor Hamming(int x) => Window(x, (at, size) => 0.54 - (0.46 * Math.Cos(2 * Math.PI * at / size)));

    /// <summary>Hann's window over x points.</summary>
    public static Tensor Hanning(int x) => Window(x, (at, size) => 0.5 - (0.5 * Math.Cos(2 * Math.PI * at / size)));

    /// <summary>Kaiser's window over x points; a larger β is narrower.</summary>
    public static Tensor Kaiser(int x, double beta) =>
        Window(x, (at, size) => Bessel(beta * Math.Sqrt(Math.Max(0, 1 - Math.Pow((2 * at / size) - 1, 2)))) / Bessel(beta));

    /// <summary>Powers of a vector's elements as columns: the highest first unless <paramref name="increasing"/>.</summary>
    /// <param name="x">A vector.</param>
    /// <param name="n">How many columns; null: as many as elements.</param>
    /// <param name="increasing">Whether the power 0 comes first.</param>
    public static Tensor Vander(Tensor x, int? n = null, bool increasing = false)
    {
        DType type = x.DType == DType.Bool ? DType.Int32 : x.DType;
        Tensor wide = Floating(x);
        int count = n ?? x.Shape[0];
        var columns = new List<Tensor>();
        for (int power = 0; power < count; power++)
        {
            columns.Add(power == 0 ? OnesLike(wide) : columns[^1] * wide);
        }

        if (!increasing)
        {
            columns.Reverse();
        }

        return count == 0 ? Zeros([x.Shape[0], 0], type) : Cast(Stack(columns, -1), type);
    }

    /// <summary>A new axis with 1 at the given integer; integers out of range give zeros.</summary>
    public static Tensor OneHot(Tensor x, int numClasses, DType dtype = DType.Float32, int axis = -1)
    {
        x = Strong(x);
        Tensor result = Emit(new OneHot(numClasses, dtype), x.DType.IsInteger() ? x : Cast(x, DType.Int32));
        return axis is -1 || axis == x.Shape.Rank ? result : MoveAxis(result, -1, axis);
    }

    /// <summary>1 for each class that is among the integers of a row.</summary>
    /// <param name="inputs">(classes) or (batch, classes, …); integers out of range count for none.</param>
    /// <param name="numClasses">How many classes there are.</param>
    /// <param name="axis">Where the axis of classes stands.</param>
    /// <param name="dtype">Float32 unless told.</param>
    public static Tensor MultiHot(Tensor inputs, int numClasses, int axis = -1, DType? dtype = null) =>
        Max(OneHot(inputs, numClasses, dtype ?? DType.Float32, axis), [inputs.Shape.Rank > 1 ? 1 : 0]);

    private static Tensor Steps(double start, double stop, double step, DType type)
    {
        if (step == 0)
        {
            throw new ArgumentException("the distance between numbers must not be 0.", nameof(step));
        }

        var array = new HostArray(type, [Math.Max(0, checked((int)Math.Ceiling((stop - start) / step)))]);
        for (long i = 0; i < array.Elements; i++)
        {
            array[i] = start + (i * step);
        }

        return Constant(array);
    }

    private static DType Between(Tensor start, Tensor stop) => ResultType(start, stop) is var type && type.IsFloating() ? type : DType.Float32;

    private static (Tensor Values, Tensor Step) Spaced(Tensor start, Tensor stop, int num, bool endpoint, int axis)
    {
        Tensor from = Cast(start, DType.Float64);
        Tensor to = Cast(stop, DType.Float64);
        int parts = endpoint ? num - 1 : num;
        Tensor step = parts > 0 ? (to - from) / parts : (to - from) * double.NaN;
        Tensor places = Steps(0, num, 1, DType.Float64);
        if (step.Shape.Rank == 0)
        {
            return (from + (num > 1 ? places * step : places * 0.0), step);
        }

        int place = axis < 0 ? axis + step.Shape.Rank + 1 : axis;
        int[] shape = [.. Enumerable.Repeat(1, step.Shape.Rank + 1)];
        shape[place] = num;
        Tensor along = Reshape(places, shape);
        Tensor whole = ExpandDims(BroadcastLike(from, step), place);
        return (whole + (num > 1 ? along * ExpandDims(step, place) : along * 0.0), step);
    }

    private static Tensor Matrix(int rows, int columns, DType? dtype, Func<int, int, bool> holds)
    {
        var array = new HostArray(dtype ?? DType.Float32, [rows, columns]);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (holds(row, column))
                {
                    array[((long)row * columns) + column] = 1;
                }
            }
        }

        return Constant(array);
    }

    private static Tensor Window(int size, Func<double, double, double> at)
    {
        var array = new HostArray(DType.Float32, [size]);
        for (int i = 0; i < size; i++)
        {
            array[i] = size == 1 ? 1 : at(i, size - 1);
        }

        return Constant(array);
    }

    /// <summary>I₀ by its power series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }

    /// <summary>The numbers of a tensor that depends on nothing but constants and variables, computed now by the current engine.</summary>
    /// <param name="x">Such a tensor.</param>
    /// <exception cref="InvalidOperationException">It depends on an input, which has no value yet.</exception>
    public static NumSharp.NDArray ConvertToNumpy(Tensor x)
    {
        using Executable executable = Engine.Current.Compile(new Graph([], [Strong(x)], []));
        return HostArrayConversions.ToNDArray(executable.Run([])[0]);
    }
}
