using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>The mean of ln cosh(prediction − target). After <c>keras.metrics.LogCoshError</c>.</summary>
public sealed partial class LogCoshError : MeanOfFunction
{
    private protected override string DefaultName => "logcosh";

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.LogCosh(yTrue, yPred);
}
