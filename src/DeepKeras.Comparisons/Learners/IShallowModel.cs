using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>What is left of a trained shallow learner: enough to predict, nothing of the training rows.</summary>
internal interface IShallowModel
{
    long Size { get; }

    string SizeUnit { get; }

    /// <summary>Its numbers in binary.</summary>
    long Bytes { get; }

    Predictions Predict(EncodedRows rows);
}
