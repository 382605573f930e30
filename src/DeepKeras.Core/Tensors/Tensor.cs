using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>
/// A value in a graph that is computed later: an input of a model, or what a layer or an operation makes of others. Its shape and dtype
/// are known; its batch size mostly not. Arithmetic on tensors makes tensors.
/// </summary>
public sealed class Tensor
{
    internal Tensor(Node node, int index, TensorType type)
    {
        Node = node;
        Index = index;
        TensorType = type;
    }

    /// <summary>The shape, batch axis included.</summary>
    public Shape Shape => TensorType.Shape;

    /// <summary>The type of the elements.</summary>
    public DType DType => TensorType.Type;

    internal Node Node { get; }

    internal int Index { get; }

    internal TensorType TensorType { get; }

    /// <summary>Which steps count, as bool (batch, steps); null: all. Keras's <c>_keras_mask</c>.</summary>
    internal Tensor? Mask { get; set; }

    /// <summary>What a softmax or sigmoid output was made of, for an exact cross-entropy. Keras's <c>_keras_logits</c>.</summary>
    internal Tensor? Logits { get; set; }

    /// <summary>A number as a tensor without axes; it takes the dtype of what it meets.</summary>
    public static implicit operator Tensor(float value) => Ops.WeakScalar(value, integral: false);

    /// <summary>A number as a tensor without axes; it takes the dtype of what it meets.</summary>
    public static implicit operator Tensor(double value) => Ops.WeakScalar(value, integral: false);

    /// <summary>A whole number as a tensor without axes; it takes the dtype of what it meets.</summary>
    public static implicit operator Tensor(int value) => Ops.WeakScalar(value, integral: true);

    /// <summary>The variable's value in the graph that is being made.</summary>
    /// <exception cref="InvalidOperationException">No graph is being made: variables are read in a layer's <c>Call</c>.</exception>
    public static implicit operator Tensor(Variable variable) => Trace.Require(variable).ReadInLayer(variable);

    /// <summary>The sum, element by element.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => Ops.Add(a, b);

    /// <summary>The difference, element by element.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Ops.Subtract(a, b);

    /// <summary>The negative of each element.</summary>
    public static Tensor operator -(Tensor a) => Ops.Negative(a);

    /// <summary>The product, element by element.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Ops.Multiply(a, b);

    /// <summary>The quotient, element by element; integers give floats.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => Ops.Divide(a, b);

    /// <summary>Where <paramref name="a"/> is less.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => Ops.Less(a, b);

    /// <summary>Where <paramref name="a"/> is greater.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => Ops.Greater(a, b);

    /// <summary>Where <paramref name="a"/> is less or equal.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => Ops.LessEqual(a, b);

    /// <summary>Where <paramref name="a"/> is greater or equal.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => Ops.GreaterEqual(a, b);

    /// <summary>Shape and dtype, such as <c>Tensor float32 (None, 10)</c>.</summary>
    public override string ToString() => $"Tensor {TensorType}";
}
