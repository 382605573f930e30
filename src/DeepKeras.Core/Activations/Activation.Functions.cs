namespace DeepKeras;

public sealed partial class Activation
{
    /// <summary>x itself.</summary>
    public static Activation Linear { get; } = Register("linear", x => x);

    /// <summary>max(x, 0).</summary>
    public static Activation Relu { get; } = Register("relu", Ops.Relu);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Activation Sigmoid { get; } = Register("sigmoid", x => WithLogits(Ops.Sigmoid(x), x));

    /// <summary>The hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = Register("tanh", Ops.Tanh);

    /// <summary>eˣ / Σ eˣ over the last axis.</summary>
    public static Activation Softmax { get; } = Register("softmax", x => WithLogits(Ops.Softmax(x), x));

    private static Tensor WithLogits(Tensor result, Tensor logits)
    {
        result.Logits = logits;
        return result;
    }
}
