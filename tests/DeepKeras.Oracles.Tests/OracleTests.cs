namespace DeepKeras.Tests;

/// <summary>Every case of the oracles, each a test named <c>topic/group/case</c>.</summary>
internal sealed class OracleTests
{
    private static readonly Dictionary<string, ICaseKind> Kinds = typeof(OracleTests).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ICaseKind)))
        .Select(type => (ICaseKind)Activator.CreateInstance(type)!)
        .ToDictionary(kind => kind.Kind);

    public static IEnumerable<TestCaseData> Cases() =>
        OracleGroup.All().SelectMany(group => group.Cases).Select(test => new TestCaseData(test).SetName(test.FullName));

    [TestCaseSource(nameof(Cases))]
    public void Case(OracleCase test)
    {
        bool passed = false;
        try
        {
            if (!Kinds.TryGetValue(test.Kind, out ICaseKind? kind))
            {
                throw new NoClassYetException($"the kind {test.Kind}");
            }

            kind.Run(test);
            test.AssertComplete();
            passed = true;
        }
        finally
        {
            Tally.Count(test.Kind, passed);
        }
    }
}
