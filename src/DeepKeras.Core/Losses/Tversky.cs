using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>1 − both / (both + α · missed + β · added), where missed is there but not predicted and added the other way round. After <c>keras.losses.Tversky</c>.</summary>
/// <remarks>S. Salehi et al., Tversky loss function for image segmentation, 2017.</remarks>
public sealed partial class Tversky : Loss
{
    /// <summary>The weight of what is there but not predicted. (Keras 3.15 documents it the other way round; these are its numbers.)</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>The weight of what is predicted but not there.</summary>
    public double Beta { get; init; } = 0.5;

    /// <summary>The axes that make one loss; null: all, which gives one loss for the batch.</summary>
    public OneOrMore<int>? Axis { get; init; }

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Overlaps.Tversky(yTrue, yPred, Alpha, Beta, Axis);
}
