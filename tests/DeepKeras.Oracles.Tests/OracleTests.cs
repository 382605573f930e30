namespace DeepKeras.Tests;

/// <summary>Every case of the oracles, each a test named <c>topic/group/case</c>.</summary>
internal sealed class OracleTests
{
    private static readonly Dictionary<string, ICaseKind> Kinds = typeof(OracleTests).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ICaseKind)))
        .Select(type => (ICaseKind)Activator.CreateInstance(type)!)
        .ToDictionary(kind => kind.Kind);

    private static bool Strict => Environment.GetEnvironmentVariable("DEEPKERAS_ORACLES_STRICT") == "1";

    public static IEnumerable<TestCaseData> Cases() =>
        OracleGroup.All().SelectMany(group => group.Cases).Select(test => new TestCaseData(test).SetName(test.FullName));

    [TestCaseSource(nameof(Cases))]
    public void Case(OracleCase test)
    {
        bool passed = false;
        bool missing = false;
        try
        {
            if (!Kinds.TryGetValue(test.Kind, out ICaseKind? kind))
            {
                throw new NoClassYetException($"the kind {test.Kind}");
            }

            CustomClasses.Require(test);
            kind.Run(test);
            test.AssertComplete();
            passed = true;
        }
        catch (NoClassYetException e) when (!Strict)
        {
            missing = true;
            Assert.Ignore(e.Message);
        }
        finally
        {
            Tally.Count(test.Kind, passed, missing);
        }
    }
}
