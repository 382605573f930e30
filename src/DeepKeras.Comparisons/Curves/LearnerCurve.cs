using DeepKeras.Comparisons.Learners;

namespace DeepKeras.Comparisons.Curves;

/// <summary>One learner's score over training sizes.</summary>
public sealed record LearnerCurve
{
    /// <summary>The learner's name.</summary>
    public required string Name { get; init; }

    /// <summary>Prior, shallow or deep.</summary>
    public required LearnerKind Kind { get; init; }

    /// <summary>The settings, in a line.</summary>
    public required string Settings { get; init; }

    /// <summary>One value a size, sizes rising; empty when the learner failed.</summary>
    public required IReadOnlyList<CurveValue> Values { get; init; }

    /// <summary>The fitted power law of the error; null with fewer than 3 sizes, for the prior, and when the learner failed.</summary>
    public PowerLaw? Law { get; init; }

    /// <summary>Why the learner failed; null when it did not.</summary>
    public string? Failure { get; init; }
}
