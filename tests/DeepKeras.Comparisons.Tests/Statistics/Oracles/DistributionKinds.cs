using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>Kind distribution: tables of the distributions that the tests stand on.</summary>
internal static class DistributionKinds
{
    private static readonly Dictionary<string, Func<double[], double>> Functions = new()
    {
        ["student_t cdf df,x"] = r => StudentT.Cdf(r[0], r[1]),
        ["student_t sf df,x"] = r => StudentT.UpperTail(r[0], r[1]),
        ["student_t ppf df,p"] = r => StudentT.Quantile(r[0], r[1]),
        ["fisher_f cdf df1,df2,x"] = r => FisherF.Cdf(r[0], r[1], r[2]),
        ["fisher_f sf df1,df2,x"] = r => FisherF.UpperTail(r[0], r[1], r[2]),
        ["fisher_f ppf df1,df2,p"] = r => FisherF.Quantile(r[0], r[1], r[2]),
        ["chi_squared cdf df,x"] = r => ChiSquared.Cdf(r[0], r[1]),
        ["chi_squared sf df,x"] = r => ChiSquared.UpperTail(r[0], r[1]),
        ["normal cdf x"] = r => Gaussian.Cdf(r[0]),
        ["normal sf x"] = r => Gaussian.UpperTail(r[0]),
        ["normal ppf p"] = r => Gaussian.Quantile(r[0]),
        ["incomplete_beta_regularized cdf a,b,x"] = r => IncompleteBeta.Regularized(r[0], r[1], r[2]),
        ["binomial cdf n,p,k"] = r => Binomial.Cdf((int)r[0], r[1], (int)r[2]),
        ["studentized_range_infinite_df sf k,q"] = r => StudentizedRange.UpperTail((int)r[0], r[1]),
        ["nemenyi_critical_value ppf k,alpha"] = r => StudentizedRange.UpperQuantile((int)r[0], r[1]) / Math.Sqrt(2),
        ["studentized_range sf k,df,q"] = r => StudentizedRange.UpperTail((int)r[0], r[1], r[2]),
    };

    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new() { ["distribution"] = Table };

    private static OracleAnswer Table(OracleInputs inputs)
    {
        string[] columns = inputs.Texts("columns");
        Func<double[], double> function =
            Functions[$"{inputs.Text("distribution")} {inputs.Text("function")} {string.Join(',', columns.SkipLast(1))}"];
        return new OracleAnswer { ["rows"] = new TableAnswer(function) };
    }
}
