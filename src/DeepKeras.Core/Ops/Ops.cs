using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>
/// Functions of tensors, after <c>keras.ops</c>. Each is one operation of the graph or is composed of a few. Elementwise functions
/// broadcast by NumPy's rules and promote dtypes by Keras's; a plain number takes the dtype of what it meets.
/// </summary>
public static partial class Ops
{
    /// <summary>A constant scalar.</summary>
    public static Tensor Constant(float value) => Constant(HostArray.Scalar(value));

    /// <summary>A constant scalar.</summary>
    public static Tensor Constant(long value) => Constant(HostArray.Scalar(value));

    /// <summary>A constant of the given shape.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The shape; null: a vector.</param>
    public static Tensor Constant(ReadOnlySpan<float> values, Shape? shape = null) => Constant(HostArray.Of(values, shape ?? [values.Length]));

    /// <summary>A constant of the given shape.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The shape; null: a vector.</param>
    public static Tensor Constant(ReadOnlySpan<int> values, Shape? shape = null) => Constant(HostArray.Of(values, shape ?? [values.Length]));

    internal static Tensor Constant(HostArray value) => new ConstantNode(value).Output;

    /// <summary>A constant scalar of a given dtype.</summary>
    internal static Tensor Constant(DType type, double value) => Constant(HostArray.Scalar(type, value));

    /// <summary>A constant with one value everywhere.</summary>
    internal static Tensor Filled(DType type, Shape shape, double value)
    {
        var array = new HostArray(type, shape);
        array.Fill(value);
        return Constant(array);
    }

    /// <summary>A plain number: <see cref="Unify"/> gives it the dtype of its partner.</summary>
    internal static Tensor WeakScalar(double value, bool integral) => new WeakNode(value, integral).Output;

    /// <summary>Adds an operation with one result to the graph; its shape rule is checked here.</summary>
    internal static Tensor Emit(Op op, params Tensor[] inputs) => EmitAll(op, inputs)[0];

    /// <summary>Adds an operation to the graph and returns all its results.</summary>
    internal static Tensor[] EmitAll(Op op, params Tensor[] inputs)
    {
        var types = new TensorType[inputs.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = inputs[i].TensorType;
            if (inputs[i].Node is Models.CallNode)
            {
                return Models.OperationLayer.Record(op, inputs);
            }
        }

        var results = new TensorType[op.OutputCount];
        op.Apply(ShapeOps.Instance, types, results);
        return new OpNode(op, inputs, results).Outputs;
    }

    /// <summary>Casts to one dtype by Keras's promotion.</summary>
    internal static (Tensor A, Tensor B) Unify(Tensor a, Tensor b, bool floating = false)
    {
        DType type = (a.Node as WeakNode, b.Node as WeakNode) switch
        {
            ({ } x, null) => x.With(b.DType),
            (null, { } y) => y.With(a.DType),
            _ => DTypeExtensions.Promote(a.DType, b.DType),
        };
        if (floating && !type.IsFloating())
        {
            type = DType.Float32;
        }

        return (Cast(a, type), Cast(b, type));
    }

    /// <summary>The operand, cast to a floating-point type if it is not of one.</summary>
    /// <exception cref="ShapeException">Its numbers are complex.</exception>
    internal static Tensor Floating(Tensor x) => x.DType.IsFloating() ? x
        : x.DType != DType.Complex64 ? Cast(x, DType.Float32)
        : throw new ShapeException("this function takes no complex numbers; take their real and imaginary parts.");

    private static Tensor FloatUnary(UnaryKind kind, Tensor x) => Emit(new Unary(kind), Floating(x));

    private static Tensor Numeric(BinaryKind kind, Tensor a, Tensor b)
    {
        (a, b) = Unify(a, b);
        if (a.DType == DType.Bool)
        {
            (a, b) = (Cast(a, DType.Int32), Cast(b, DType.Int32));
        }

        return Emit(new Binary(kind), a, b);
    }

    /// <summary>A plain number as an array of int32 or float32, for functions where it is no weak one.</summary>
    internal static Tensor Strong(Tensor x) => x.Node is WeakNode ? Cast(x, x.DType) : x;

    /// <summary>The dtype of a result of tensors, by Keras's promotion; plain numbers are weak.</summary>
    public static DType ResultType(params Tensor[] tensors)
    {
        Tensor[] strong = [.. tensors.Where(tensor => tensor.Node is not WeakNode)];
        DType? type = strong.Length == 0 ? null : strong.Select(tensor => tensor.DType).Aggregate(DTypeExtensions.Promote);
        foreach (Tensor tensor in tensors)
        {
            type = tensor.Node is WeakNode weak ? (type is DType met ? weak.With(met) : tensor.DType) : type;
        }

        return type ?? DType.Float32;
    }

    private static Tensor Comparison(CompareKind kind, Tensor a, Tensor b)
    {
        // A small integer type may not hold the number that it is compared with.
        (a, b) = a.DType.IsFloating() || b.DType.IsFloating() ? Unify(a, b) : Unify(Strong(a), Strong(b));
        return Emit(new Compare(kind), a, b);
    }

    private static Tensor Logical(BinaryKind kind, Tensor a, Tensor b) => Emit(new Binary(kind), Cast(a, DType.Bool), Cast(b, DType.Bool));

    /// <summary>A plain number that has not met a tensor yet.</summary>
    private sealed class WeakNode(double value, bool integral) : Node([new TensorType(integral ? DType.Int32 : DType.Float32, Shape.Scalar)])
    {
        public Tensor As(DType type) => Constant(type, value);

        public DType With(DType other) =>
            other == DType.String ? throw new ShapeException($"text and the number {value} do not go together.")
            : other == DType.Bool ? (integral ? DType.Int32 : DType.Float32)
            : integral || other.IsFloating() ? other
            : DType.Float32;
    }
}
