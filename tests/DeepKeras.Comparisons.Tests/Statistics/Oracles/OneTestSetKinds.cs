namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>Kinds mcnemar, cv5x2, proportion_interval.</summary>
internal static class OneTestSetKinds
{
    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new()
    {
        ["mcnemar"] = McNemar,
        ["cv5x2"] = Cv5x2,
        ["proportion_interval"] = Interval,
    };

    private static OracleAnswer McNemar(OracleInputs inputs)
    {
        McNemarTest test = inputs.Has("y_true")
            ? McNemarTest.FromLabels(inputs.Integers("y_true"), inputs.Integers("predicted_a"), inputs.Integers("predicted_b"))
            : McNemarTest.FromCounts(inputs.Integer("only_a_right"), inputs.Integer("only_b_right"));
        return new OracleAnswer
        {
            ["only_a_right"] = test.OnlyARight,
            ["only_b_right"] = test.OnlyBRight,
            ["p_exact"] = test.PExact,
            ["p_mid"] = test.PMid,
            ["chi2"] = test.Chi2,
            ["p_chi2"] = test.PChi2,
            ["chi2_continuity"] = test.Chi2Continuity,
            ["p_chi2_continuity"] = test.PChi2Continuity,
        };
    }

    private static OracleAnswer Cv5x2(OracleInputs inputs)
    {
        FiveByTwoCv test = FiveByTwoCv.Run(inputs.Rows("differences"));
        return new OracleAnswer
        {
            ["t"] = test.T,
            ["df"] = FiveByTwoCv.DegreesOfFreedomT,
            ["p_t"] = test.PT,
            ["f"] = test.F,
            ["df1"] = FiveByTwoCv.DegreesOfFreedomF1,
            ["df2"] = FiveByTwoCv.DegreesOfFreedomF2,
            ["p_f"] = test.PF,
            ["variances"] = test.Variances,
            ["degenerate"] = test.IsDegenerate,
        };
    }

    private static OracleAnswer Interval(OracleInputs inputs)
    {
        (int correct, int total, double confidence) = (inputs.Integer("correct"), inputs.Integer("total"), inputs.Number("confidence"));
        static double[] Ends(ProportionInterval interval) => [interval.Low, interval.High];
        return new OracleAnswer
        {
            ["proportion"] = (double)correct / total,
            ["wilson"] = Ends(ProportionInterval.Wilson(correct, total, confidence)),
            ["clopper_pearson"] = Ends(ProportionInterval.ClopperPearson(correct, total, confidence)),
            ["jeffreys"] = Ends(ProportionInterval.Jeffreys(correct, total, confidence)),
        };
    }
}
