namespace DeepKeras;

// Keras's functions with their default arguments; Ops has them with others.
public sealed partial class Activation
{
    /// <summary>x itself.</summary>
    public static Activation Linear { get; } = Register("linear", x => x);

    /// <summary>max(x, 0).</summary>
    public static Activation Relu { get; } = Register("relu", Ops.Relu);

    /// <summary>x above 0, else 0.2 x. The layer LeakyReLU has 0.3.</summary>
    public static Activation LeakyRelu { get; } = Register("leaky_relu", x => Ops.LeakyRelu(x));

    /// <summary>x, kept between 0 and 6.</summary>
    public static Activation Relu6 { get; } = Register("relu6", Ops.Relu6);

    /// <summary>x above 0, else eˣ − 1.</summary>
    public static Activation Elu { get; } = Register("elu", x => Ops.Elu(x));

    /// <summary>1.0507 x above 0, else 1.7581 (eˣ − 1).</summary>
    public static Activation Selu { get; } = Register("selu", Ops.Selu);

    /// <summary>max(x, 0) + e^min(x, 0) − 1.</summary>
    public static Activation Celu { get; } = Register("celu", x => Ops.Celu(x));

    /// <summary>x Φ(x), with the normal distribution's Φ.</summary>
    public static Activation Gelu { get; } = Register("gelu", x => Ops.Gelu(x, approximate: false));

    /// <summary>x σ(x); also <c>swish</c>.</summary>
    public static Activation Silu { get; } = Register("silu", Ops.Silu, "swish");

    /// <summary>x tanh(ln(1 + eˣ)).</summary>
    public static Activation Mish { get; } = Register("mish", Ops.Mish);

    /// <summary>eˣ.</summary>
    public static Activation Exponential { get; } = Register("exponential", Ops.Exp);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Activation Sigmoid { get; } = Register("sigmoid", x => WithLogits(Ops.Sigmoid(x), x));

    /// <summary>ln σ(x).</summary>
    public static Activation LogSigmoid { get; } = Register("log_sigmoid", Ops.LogSigmoid);

    /// <summary>x / 6 + ½, kept between 0 and 1.</summary>
    public static Activation HardSigmoid { get; } = Register("hard_sigmoid", Ops.HardSigmoid);

    /// <summary>x times the hard sigmoid; also <c>hard_swish</c>.</summary>
    public static Activation HardSilu { get; } = Register("hard_silu", Ops.HardSilu, "hard_swish");

    /// <summary>0 up to −1, (x + 1) / 2 up to 1, then 1.</summary>
    public static Activation SparseSigmoid { get; } = Register("sparse_sigmoid", Ops.SparseSigmoid);

    /// <summary>The hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = Register("tanh", Ops.Tanh);

    /// <summary>x − tanh x.</summary>
    public static Activation TanhShrink { get; } = Register("tanh_shrink", Ops.TanhShrink);

    /// <summary>x, kept between −1 and 1.</summary>
    public static Activation HardTanh { get; } = Register("hard_tanh", Ops.HardTanh);

    /// <summary>x where |x| is above ½, else 0.</summary>
    public static Activation HardShrink { get; } = Register("hard_shrink", x => Ops.HardShrink(x));

    /// <summary>x moved towards 0 by ½, and 0 within it.</summary>
    public static Activation SoftShrink { get; } = Register("soft_shrink", x => Ops.SoftShrink(x));

    /// <summary>ln(1 + eˣ).</summary>
    public static Activation Softplus { get; } = Register("softplus", Ops.Softplus);

    /// <summary>x / (1 + |x|).</summary>
    public static Activation Softsign { get; } = Register("softsign", Ops.Softsign);

    /// <summary>(x + √(x² + 4)) / 2.</summary>
    public static Activation Squareplus { get; } = Register("squareplus", x => Ops.Squareplus(x));

    /// <summary>0 up to −1, (x + 1)² / 4 up to 1, then x.</summary>
    public static Activation SparsePlus { get; } = Register("sparse_plus", Ops.SparsePlus);

    /// <summary>The first half of the last axis times σ of the second.</summary>
    public static Activation Glu { get; } = Register("glu", x => Ops.Glu(x));

    /// <summary>eˣ / Σ eˣ over the last axis.</summary>
    public static Activation Softmax { get; } = Register("softmax", x => WithLogits(Ops.Softmax(x), x));

    /// <summary>x − ln Σ eˣ over the last axis.</summary>
    public static Activation LogSoftmax { get; } = Register("log_softmax", x => Ops.LogSoftmax(x));

    /// <summary>A softmax over the last axis that can be 0; see <see cref="Ops.Sparsemax"/> for where it is not the paper's.</summary>
    public static Activation Sparsemax { get; } = Register("sparsemax", x => Ops.Sparsemax(x));

    private static Tensor WithLogits(Tensor result, Tensor logits)
    {
        result.Logits = logits;
        return result;
    }
}
