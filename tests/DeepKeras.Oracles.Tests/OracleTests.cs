using DeepKeras.Layers;

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

    private static readonly Lazy<Matrix> Layers = new(() => new("layers", Column));
    private static readonly Lazy<Matrix> Operations = new(() => new("operations", Column));

    private static string Column => Engine.Current.Name == "tensorflow" ? "TensorFlow" : "libtorch";

    private static IEnumerable<TestCaseData> Samples() => LayerSample.All.Select(sample => new TestCaseData(sample).SetName($"samples/{sample.Name}"));

    [TestCaseSource(nameof(Cases))]
    [Order(1)]
    public void Case(OracleCase test)
    {
        bool passed = false;
        Evaluation.Operations.Clear();
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
        finally
        {
            Tally.Count(test.Kind, passed);
            Operations.Value.Passed(passed ? [.. Evaluation.Operations] : []);
            if (test.Kind == "layer")
            {
                string name = test.Create<Layer>().GetType().Name;
                (passed ? (Action<IEnumerable<string>>)Layers.Value.Passed : Layers.Value.Failed)([name]);
            }
        }
    }

    [TestCaseSource(nameof(Samples))]
    [Order(1)]
    public void Sample(LayerSample sample)
    {
        (Tensor input, Tensor output) = sample.Trace();
        using Executable executable = Engine.Current.Compile(new Graph([input], [output], []));
        sample.Compare(executable.Run(sample.Input)[0]);
        Layers.Value.Passed(sample.Name);
    }

    [Test]
    [Order(2)]
    public void The_table_of_layers_says_no_more_than_was_found()
    {
        Layers.Value.Refused(Matrix.NoComputation, nameof(InputLayer));
        Layers.Value.Check(Matrix.Layers, Cases().Count(test => ((OracleCase)test.Arguments[0]!).Kind == "layer"));
    }

    [Test]
    [Order(2)]
    public void The_table_of_operations_says_no_more_than_was_found() => Operations.Value.Check(Matrix.Operations, Cases().Count());
}
