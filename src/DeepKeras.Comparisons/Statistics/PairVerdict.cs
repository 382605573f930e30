namespace DeepKeras.Comparisons.Statistics;

/// <summary>What one pair, deep against one shallow learner, says; of several that hold the first in this order.</summary>
public enum PairVerdict
{
    /// <summary>The deep model is better by more than the ROPE.</summary>
    DeepBetter,

    /// <summary>The shallow learner is better by more than the ROPE.</summary>
    ShallowBetter,

    /// <summary>They differ by no more than the ROPE.</summary>
    Equivalent,

    /// <summary>The shallow learner is better or equal.</summary>
    ShallowNotWorse,

    /// <summary>The deep model is better or equal.</summary>
    DeepNotWorse,

    /// <summary>Too uncertain for any of these.</summary>
    Undecided,
}
