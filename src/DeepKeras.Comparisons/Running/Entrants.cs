using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Who takes part on a data set and by which score it is judged: what a comparison and a learning curve are set up with alike.</summary>
internal sealed class Entrants(Dataset data)
{
    private readonly List<ILearner> deep = [];
    private IReadOnlyList<ILearner>? baselines;
    private Score? metric;

    /// <summary>The score that decides.</summary>
    public Score Score => metric ?? Score.DefaultFor(data.Task);

    /// <exception cref="ArgumentException">A learner is deep, or cannot do the task.</exception>
    public void SetBaselines(ILearner[] learners)
    {
        ArgumentNullException.ThrowIfNull(learners);
        foreach (ILearner learner in learners)
        {
            Check(learner, learner.Kind != LearnerKind.Deep, "a prior or shallow learner");
        }

        baselines = [.. learners];
    }

    /// <exception cref="ArgumentException">A learner is not deep, or cannot do the task.</exception>
    public void AddDeep(ILearner[] learners)
    {
        ArgumentNullException.ThrowIfNull(learners);
        foreach (ILearner learner in learners)
        {
            Check(learner, learner.Kind == LearnerKind.Deep, "a deep learner");
        }

        deep.AddRange(learners);
    }

    /// <exception cref="ArgumentException">The score is of another kind of task.</exception>
    public void SetScore(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        metric = score is RegressionScore == (data.Task == LearningTask.Regression) ? score : throw new ArgumentException(
            $"data set \"{data.Name}\": {score.Name} does not score a {data.Task.ToString().ToLowerInvariant()} task; " +
            $"expected one of {string.Join(", ", Score.For(data.Task).Select(s => s.Name))}.",
            nameof(score));
    }

    /// <summary>All of them: a prior first, then shallow ones, then deep ones.</summary>
    /// <param name="change">What becomes of a learner for this run.</param>
    /// <exception cref="ArgumentException">Two learners have one name.</exception>
    public IReadOnlyList<ILearner> All(Func<ILearner, ILearner> change)
    {
        IReadOnlyList<ILearner> shallow = baselines ?? Baseline.DefaultsFor(data.Task);
        ILearner[] all = shallow.Any(learner => learner.Kind == LearnerKind.Prior)
            ? [.. shallow, .. deep]
            : [Baseline.Prior(), .. shallow, .. deep];
        return all.GroupBy(learner => learner.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"two learners are called \"{twice.Key}\"; expected each name once.")
            : [.. all.Select(change)];
    }

    private void Check(ILearner learner, bool fits, string expected)
    {
        if (!fits)
        {
            throw new ArgumentException($"{learner.Name}: expected {expected}, got one of kind {learner.Kind.ToString().ToLowerInvariant()}.");
        }

        if (!learner.Supports(data.Task))
        {
            throw new ArgumentException(
                $"{learner.Name} cannot learn \"{data.TargetName}\" of data set \"{data.Name}\": the task is {data.Task.ToString().ToLowerInvariant()}.");
        }
    }
}
