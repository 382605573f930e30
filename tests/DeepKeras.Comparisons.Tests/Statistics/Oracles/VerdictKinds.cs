namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>Kinds corrected_t, bayes_correlated_t, multiplicity, compare.</summary>
internal static class VerdictKinds
{
    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new()
    {
        ["corrected_t"] = CorrectedT,
        ["bayes_correlated_t"] = BayesCorrelatedT,
        ["multiplicity"] = Multiplicity,
        ["compare"] = Compare,
    };

    private static OracleAnswer CorrectedT(OracleInputs inputs)
    {
        (double[] a, double[] b, bool higher) = (inputs.Numbers("a"), inputs.Numbers("b"), inputs.Flag("higher_is_better"));
        CorrectedTResult result = CorrectedTTest.Run(a, b, inputs.Sizes(), higher, inputs.Number("confidence"));

        // The uncorrected test is not offered: the same internal function with the factor 1/J that assumes independent folds.
        CorrectedTResult uncorrected = CorrectedTTest.FromDifferences(PairedDifferences.Of(a, b, higher), 1.0 / a.Length, 0.95);
        return new OracleAnswer
        {
            ["n"] = result.Count,
            ["df"] = result.DegreesOfFreedom,
            ["mean_diff"] = result.MeanDifference,
            ["sd_diff"] = result.SdDifference,
            ["variance_factor"] = result.VarianceFactor,
            ["se"] = result.StandardError,
            ["t"] = result.T,
            ["p_two_sided"] = result.P,
            ["p_greater"] = result.PGreater,
            ["p_less"] = result.PLess,
            ["ci_low"] = result.Low,
            ["ci_high"] = result.High,
            ["t_uncorrected"] = uncorrected.T,
            ["p_uncorrected"] = uncorrected.P,
            ["degenerate"] = result.IsDegenerate,
        };
    }

    private static OracleAnswer BayesCorrelatedT(OracleInputs inputs)
    {
        DifferencePosterior posterior = BayesianCorrelatedTTest.Run(
            inputs.Numbers("a"), inputs.Numbers("b"), inputs.Sizes(), inputs.Number("rope"), inputs.Flag("higher_is_better"));
        (double low, double high) = posterior.Interval(0.95);
        return new OracleAnswer
        {
            ["mean"] = posterior.Mean,
            ["scale"] = posterior.Scale,
            ["df"] = posterior.DegreesOfFreedom,
            ["p_left"] = posterior.PLeft,
            ["p_rope"] = posterior.PRope,
            ["p_right"] = posterior.PRight,
            ["hdi_low"] = low,
            ["hdi_high"] = high,
            ["degenerate"] = posterior.IsDegenerate,
        };
    }

    private static OracleAnswer Multiplicity(OracleInputs inputs)
    {
        double[] p = inputs.Numbers("p");
        return new OracleAnswer
        {
            ["bonferroni"] = PValueAdjustment.Bonferroni(p),
            ["holm"] = PValueAdjustment.Holm(p),
            ["holm_sidak"] = PValueAdjustment.HolmSidak(p),
            ["hochberg"] = PValueAdjustment.Hochberg(p),
            ["benjamini_hochberg"] = PValueAdjustment.BenjaminiHochberg(p),
        };
    }

    private static OracleAnswer Compare(OracleInputs inputs)
    {
        LearnerScores[] learners = [.. inputs.Raw("scores").EnumerateObject()
            .Select(learner => new LearnerScores(learner.Name, OracleInputs.Numbers(learner.Value)))];
        string deep = inputs.Text("deep");
        var options = new VerdictOptions
        {
            Rope = inputs.Number("rope"),
            Alpha = inputs.Number("alpha"),
            HigherIsBetter = inputs.Flag("higher_is_better"),
        };
        Verdict verdict = DeepVersusShallow.Judge(
            learners.Single(learner => learner.Name == deep), [.. learners.Where(learner => learner.Name != deep)], inputs.Sizes(), options);
        return new OracleAnswer
        {
            ["means"] = learners.ToDictionary(learner => learner.Name, learner => (object?)learner.Mean),
            ["sds"] = learners.ToDictionary(learner => learner.Name, learner => (object?)learner.Sd),
            ["best_shallow"] = verdict.BestShallow.Name,
            ["pairs"] = verdict.Pairs.Select(Pair),
            ["verdict"] = verdict.Kind switch
            {
                VerdictKind.DepthPaid => "paid",
                VerdictKind.ShallowBetter => "shallow_better",
                VerdictKind.DepthDidNotPay => "did_not_pay",
                _ => "undecided",
            },
        };
    }

    private static OracleAnswer Pair(PairComparison pair) => new()
    {
        ["against"] = pair.Against,
        ["mean_diff"] = pair.Test.MeanDifference,
        ["se"] = pair.Test.StandardError,
        ["t"] = pair.Test.T,
        ["p"] = pair.Test.P,
        ["ci_low"] = pair.Test.Low,
        ["ci_high"] = pair.Test.High,
        ["p_left"] = pair.Posterior.PLeft,
        ["p_rope"] = pair.Posterior.PRope,
        ["p_right"] = pair.Posterior.PRight,
        ["degenerate"] = pair.IsDegenerate,
        ["p_holm"] = pair.PHolm,
        ["verdict"] = pair.Verdict switch
        {
            PairVerdict.DeepBetter => "deep_better",
            PairVerdict.ShallowBetter => "shallow_better",
            PairVerdict.Equivalent => "equivalent",
            PairVerdict.ShallowNotWorse => "shallow_not_worse",
            PairVerdict.DeepNotWorse => "deep_not_worse",
            _ => "undecided",
        },
    };
}
