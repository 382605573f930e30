namespace DeepKeras.Comparisons;

/// <summary>Score against cost: never folded into one number.</summary>
internal static class Pareto
{
    /// <summary>Learners that none beats in both score and latency, fastest first.</summary>
    public static IReadOnlyList<LearnerResult> Front(ComparisonReport report)
    {
        LearnerResult[] all = [.. report.Learners.Where(learner => learner.Succeeded && learner.Cost is not null)];
        return [.. all.Where(learner => !all.Any(other => Beats(other, learner, report.HigherIsBetter))).OrderBy(learner => learner.Cost!.LatencyP50)];
    }

    private static bool Beats(LearnerResult a, LearnerResult b, bool higherIsBetter)
    {
        double score = higherIsBetter ? a.Mean - b.Mean : b.Mean - a.Mean, time = b.Cost!.LatencyP50 - a.Cost!.LatencyP50;
        return score >= 0 && time >= 0 && (score > 0 || time > 0);
    }
}
