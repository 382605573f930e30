using System.Globalization;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>Kinds wilcoxon, friedman, effect_size.</summary>
internal static class RankKinds
{
    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new()
    {
        ["wilcoxon"] = Wilcoxon,
        ["friedman"] = Friedman,
        ["effect_size"] = EffectSize,
    };

    private static OracleAnswer Wilcoxon(OracleInputs inputs)
    {
        ZeroMethod zeros = inputs.Text("zero_method") switch
        {
            "wilcox" => ZeroMethod.Wilcox,
            "pratt" => ZeroMethod.Pratt,
            "zsplit" => ZeroMethod.Split,
            string other => throw new NotSupportedException($"unknown zero_method {other}"),
        };
        WilcoxonResult result = WilcoxonSignedRank.Run(inputs.Numbers("a"), inputs.Numbers("b"), zeros);
        return new OracleAnswer
        {
            ["n_used"] = result.NonZero,
            ["n_zero"] = result.Zeros,
            ["w_plus"] = result.WPlus,
            ["w_minus"] = result.WMinus,
            ["t"] = result.T,
            ["rank_biserial"] = result.RankBiserial,
            ["p_exact"] = result.PExact,
            ["p_exact_greater"] = result.PExactGreater,
            ["p_exact_less"] = result.PExactLess,
            ["z"] = result.Z,
            ["p_normal"] = result.PNormal,
            ["z_continuity"] = result.ZContinuity,
            ["p_normal_continuity"] = result.PNormalContinuity,
            ["hodges_lehmann"] = result.HodgesLehmann,
            ["sign_test"] = new OracleAnswer
            {
                ["wins"] = result.Sign.Wins,
                ["ties"] = result.Sign.Ties,
                ["losses"] = result.Sign.Losses,
                ["p"] = result.Sign.P,
            },
        };
    }

    private static OracleAnswer Friedman(OracleInputs inputs)
    {
        double[][] scores = inputs.Rows("scores");
        FriedmanResult result = FriedmanTest.Run(scores, inputs.Flag("higher_is_better"));
        if (inputs.Has("learners"))
        {
            Assert.That(inputs.Texts("learners"), Has.Length.EqualTo(result.Learners));
        }

        double[,] p = Nemenyi.P(result);
        AgainstControl control = AgainstControl.Run(result, inputs.Integer("control"));
        int[] learners = [.. Enumerable.Range(0, result.Learners)];
        return new OracleAnswer
        {
            ["average_ranks"] = result.AverageRanks,
            ["chi2"] = result.Chi2.Chi2,
            ["chi2_tie_corrected"] = result.Chi2TieCorrected.Chi2,
            ["df"] = result.Chi2.DegreesOfFreedom,
            ["p_chi2"] = result.Chi2.PChi2,
            ["p_chi2_tie_corrected"] = result.Chi2TieCorrected.PChi2,
            ["f"] = result.Chi2.F,
            ["f_tie_corrected"] = result.Chi2TieCorrected.F,
            ["df1"] = result.Chi2.DegreesOfFreedom,
            ["df2"] = result.Chi2.DegreesOfFreedom2,
            ["p_f"] = result.Chi2.P,
            ["p_f_tie_corrected"] = result.Chi2TieCorrected.P,
            ["kendall_w"] = result.KendallW,
            ["critical_difference"] = new[] { "0.05", "0.1" }.ToDictionary(
                alpha => alpha,
                alpha => (object?)Nemenyi.CriticalDifference(result, double.Parse(alpha, CultureInfo.InvariantCulture))),
            ["nemenyi_p"] = learners.Select(i => learners.Select(j => p[i, j])),
            ["against_control"] = new OracleAnswer
            {
                ["control"] = control.Control,
                ["others"] = control.Others,
                ["z"] = control.Z,
                ["p"] = control.P,
                ["p_holm"] = control.PHolm,
                ["p_bonferroni_dunn"] = control.PBonferroniDunn,
            },
        };
    }

    private static OracleAnswer EffectSize(OracleInputs inputs)
    {
        EffectSizes sizes = EffectSizes.Of(inputs.Numbers("a"), inputs.Numbers("b"));
        return new OracleAnswer
        {
            ["d_z"] = sizes.Dz,
            ["d_av"] = sizes.Dav,
            ["j_exact_paired"] = sizes.JPaired,
            ["j_exact_independent"] = sizes.JIndependent,
            ["g_av"] = sizes.Gav,
            ["g_av_approximate"] = sizes.GavApproximate,
            ["probability_of_superiority"] = sizes.ProbabilityOfSuperiority,
            ["cliffs_delta"] = sizes.CliffsDelta,
            ["vargha_delaney_a"] = sizes.VarghaDelaneyA,
        };
    }
}
