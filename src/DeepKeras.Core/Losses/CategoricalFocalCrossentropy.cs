using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>Categorical cross-entropy times α (1 − p)^γ. After <c>keras.losses.CategoricalFocalCrossentropy</c>.</summary>
/// <remarks>T.-Y. Lin et al., Focal Loss for Dense Object Detection, 2017.</remarks>
public sealed partial class CategoricalFocalCrossentropy : Loss
{
    /// <summary>The weight, of all classes or of each.</summary>
    public OneOrMore<double> Alpha { get; init; } = 0.25;

    /// <summary>How much less counts what is predicted well: the exponent of 1 − p.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How much of each target is spread over all classes, 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) =>
        Crossentropies.CategoricalFocal(yTrue, yPred, Weight(yPred.DType), Gamma, FromLogits, LabelSmoothing, Axis);

    private Tensor Weight(DType type) =>
        Alpha.Count == 1 ? Ops.Constant(type, Alpha[0]) : Ops.Cast(Ops.Constant([.. Alpha.Select(alpha => (float)alpha)]), type);
}
