using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Scores;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>
/// Every case of tests/oracles/stats: an unknown kind, an expected field the library does not give, and an input nobody reads
/// are failures.
/// </summary>
internal sealed class StatisticsOracleTests
{
    private static readonly Dictionary<string, Func<OracleInputs, OracleAnswer>> Kinds =
        new[] { VerdictKinds.All, DistributionKinds.All, RankKinds.All, OneTestSetKinds.All, VarianceKinds.All, ScoreKinds.All, FoldKinds.All }
            .SelectMany(kinds => kinds).ToDictionary();

    private static IEnumerable<TestCaseData> Cases() =>
        OracleCase.All().Select(@case => new TestCaseData(@case).SetArgDisplayNames(@case.ToString()));

    [TestCaseSource(nameof(Cases))]
    public void Agrees(object oracleCase)
    {
        var @case = (OracleCase)oracleCase;
        Assert.That(Kinds, Does.ContainKey(@case.Kind), "unknown kind");
        var inputs = new OracleInputs(@case.Inputs);
        OracleAnswer answer = Kinds[@case.Kind](inputs);
        Assert.That(answer.Disagreements(@case), Is.Empty);
        Assert.That(inputs.Unread, Is.Empty, "inputs that were not read");
    }

    [Test]
    public void Every_group_named_in_the_oracles_readme_is_there()
    {
        string readme = File.ReadAllText(Path.Combine(OracleCase.Folder(), "README.md"));
        string[] groups = [.. readme.Split('\n').Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Split('|')[1].Trim())];
        Assert.That(OracleCase.All().Select(@case => @case.Group).Distinct(), Is.EquivalentTo(groups));
    }

    [Test]
    public void A_wrong_number_is_a_disagreement()
    {
        OracleCase @case = OracleCase.All().First(c => c.Kind == "corrected_t");
        OracleAnswer answer = Kinds[@case.Kind](new OracleInputs(@case.Inputs));
        answer["t"] = (double)answer["t"]! * (1 + 1e-7);
        Assert.That(answer.Disagreements(@case), Has.Exactly(1).StartsWith("/t: expected"));
    }

    [Test]
    public void An_unknown_expected_field_is_a_disagreement()
    {
        OracleCase @case = OracleCase.All().First(c => c.Kind == "corrected_t");
        OracleAnswer answer = Kinds[@case.Kind](new OracleInputs(@case.Inputs));
        answer.Remove("df");
        Assert.That(answer.Disagreements(@case), Is.EqualTo(new[] { "/df: unknown expected field" }));
    }
}
