using DeepKeras.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>A fitted pipeline: it predicts rows that it has never seen.</summary>
public interface IFittedLearner : IDisposable
{
    /// <summary>Predicts every row; the target of <paramref name="rows"/> is not looked at.</summary>
    /// <param name="rows">Rows with the features and classes of the training rows.</param>
    Predictions Predict(Dataset rows);

    /// <summary>How large the model is, counted in <see cref="SizeUnit"/>.</summary>
    long Size { get; }

    /// <summary>The settings that a search inside the training rows chose; null where nothing was tuned.</summary>
    string? Chosen => null;

    /// <summary>The bytes of the saved model, preprocessing included; 4 a parameter where nothing else is known.</summary>
    long FileBytes => 4 * Size;

    /// <summary><c>parameters</c> for weights, <c>nodes</c> for trees.</summary>
    string SizeUnit { get; }
}
