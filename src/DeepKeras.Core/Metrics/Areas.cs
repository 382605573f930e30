using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>The strips between neighbouring thresholds under a curve.</summary>
internal static class Areas
{
    /// <summary>The areas (thresholds − 1, …) under a curve through counts (thresholds, …).</summary>
    public static Tensor Strips(Confusions counts, AUCCurve curve, AUCSummationMethod method)
    {
        if (curve == AUCCurve.PR && method == AUCSummationMethod.Interpolation)
        {
            return InterpolatedPrecision(counts);
        }

        (Tensor x, Tensor y) = curve switch
        {
            AUCCurve.ROC => (Ratio(counts.FalsePositives, counts.TrueNegatives), Ratio(counts.TruePositives, counts.FalseNegatives)),
            AUCCurve.PR => (Ratio(counts.TruePositives, counts.FalseNegatives), Ratio(counts.TruePositives, counts.FalsePositives)),
            _ => Gains(counts),
        };
        Tensor height = method switch
        {
            AUCSummationMethod.Interpolation => (Left(y) + Right(y)) / 2,
            AUCSummationMethod.Minoring => Ops.Minimum(Left(y), Right(y)),
            _ => Ops.Maximum(Left(y), Right(y)),
        };
        return (Left(x) - Right(x)) * height;
    }

    /// <summary>a / (a + b), or 0.</summary>
    private static Tensor Ratio(Tensor a, Tensor b) => LossReductions.DivideNoNan(a, a + b);

    private static (Tensor Recall, Tensor Precision) Gains(Confusions counts)
    {
        Tensor scale = LossReductions.DivideNoNan(counts.TruePositives + counts.FalseNegatives, counts.TrueNegatives + counts.FalsePositives);
        Tensor none = Ops.Equal(counts.TruePositives, 0);
        Tensor recall = 1 - (scale * LossReductions.DivideNoNan(counts.FalseNegatives, counts.TruePositives));
        Tensor precision = 1 - (scale * LossReductions.DivideNoNan(counts.FalsePositives, counts.TruePositives));
        return (Ops.Maximum(Ops.Where(none, 0, recall), 0), Ops.Where(none, 1, precision));
    }

    /// <summary>Between two thresholds true positives are taken to grow in proportion to all positives; the area under precision then is a logarithm.</summary>
    private static Tensor InterpolatedPrecision(Confusions counts)
    {
        Tensor gained = Left(counts.TruePositives) - Right(counts.TruePositives);
        Tensor positives = counts.TruePositives + counts.FalsePositives;
        Tensor slope = LossReductions.DivideNoNan(gained, Ops.Maximum(Left(positives) - Right(positives), 0));
        Tensor intercept = Right(counts.TruePositives) - (slope * Right(positives));
        Tensor both = Ops.LogicalAnd(Left(positives) > 0, Right(positives) > 0);
        Tensor ratio = Ops.Where(both, LossReductions.DivideNoNan(Left(positives), Ops.Maximum(Right(positives), 0)), 1);
        Tensor all = Ops.Maximum(Right(counts.TruePositives) + Right(counts.FalseNegatives), 0);
        return LossReductions.DivideNoNan(slope * (gained + (intercept * Ops.Log(ratio))), all);
    }

    private static Tensor Left(Tensor x) => Ops.Slice(x, 0, 0, -1);

    private static Tensor Right(Tensor x) => Ops.Slice(x, 0, 1);
}
