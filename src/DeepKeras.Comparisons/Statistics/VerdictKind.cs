namespace DeepKeras.Comparisons.Statistics;

/// <summary>What the whole comparison says; of several that hold the first in this order.</summary>
public enum VerdictKind
{
    /// <summary>The deep model is better, by more than the ROPE, than every shallow learner.</summary>
    DepthPaid,

    /// <summary>At least one shallow learner is better than the deep model by more than the ROPE.</summary>
    ShallowBetter,

    /// <summary>At least one shallow learner is as good within the ROPE, or better: take it.</summary>
    DepthDidNotPay,

    /// <summary>These folds do not settle it.</summary>
    Undecided,
}
