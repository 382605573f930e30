namespace DeepKeras.Comparisons.Learners;

/// <summary>On which side of the comparison a learner stands.</summary>
public enum LearnerKind
{
    /// <summary>Knows the target alone: the majority class, the mean, the last value. Never counted as shallow.</summary>
    Prior,

    /// <summary>A learner without learnt layers: linear, a tree ensemble.</summary>
    Shallow,

    /// <summary>A network.</summary>
    Deep,
}
