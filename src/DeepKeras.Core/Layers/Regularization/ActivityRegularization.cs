namespace DeepKeras.Layers;

/// <summary>Passes its input and adds l1 · Σ|x| + l2 · Σx² to the loss, divided by the batch size. After <c>keras.layers.ActivityRegularization</c>.</summary>
/// <param name="l1">The weight of the absolute values, 0 or more.</param>
/// <param name="l2">The weight of the squares, 0 or more.</param>
public sealed partial class ActivityRegularization(double l1 = 0, double l2 = 0) : Layer
{
    private readonly Regularizers.L1L2 penalty = new(l1, l2);

    /// <summary>The weight of the absolute values.</summary>
    public double L1 { get; } = Hyperparameter.NotNegative(l1);

    /// <summary>The weight of the squares.</summary>
    public double L2 { get; } = Hyperparameter.NotNegative(l2);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        context.Penalize(penalty, x);
        return x;
    }
}
