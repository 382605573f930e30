using DeepKeras.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// A pipeline: preprocessing and model together. It sees its training rows and nothing else,
/// so whatever it fits (scaler, vocabulary, weights) cannot know the test rows.
/// </summary>
public interface ILearner
{
    /// <summary>The name in the report, such as <c>random forest</c>; unique within a comparison.</summary>
    string Name { get; }

    /// <summary>Prior, shallow or deep.</summary>
    LearnerKind Kind { get; }

    /// <summary>The settings in a line, for the report's list of methods.</summary>
    string Settings { get; }

    /// <summary>Whether the learner can do the task at all.</summary>
    /// <param name="task">What is to be learnt.</param>
    bool Supports(LearningTask task) => true;

    /// <summary>Fits the whole pipeline. The same rows and seed give the same result, whatever the number of threads.</summary>
    /// <param name="training">The training rows; the learner must not keep them once it is fitted.</param>
    /// <param name="seed">Determines initial weights, row order, bootstrap samples and dropout.</param>
    /// <param name="cancellation">Stops the fit as soon as the learner can.</param>
    /// <returns>The fitted pipeline, which the caller disposes.</returns>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation);
}
