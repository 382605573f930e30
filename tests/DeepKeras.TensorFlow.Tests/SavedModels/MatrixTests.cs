using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>The layers that Keras's cases leave out, exported; then docs/engines.md against what the tests of exports found.</summary>
[Order(3)]
internal sealed class MatrixTests
{
    public static readonly ExportMatrix Here = new(Matrix.Columns[3]);
    public static readonly ExportMatrix There = new(Matrix.Columns[2]);

    private static IEnumerable<TestCaseData> Samples => LayerSample.All.Select(sample => new TestCaseData(sample).SetName($"A SavedModel of {sample.Name} gives its definition"));

    [TestCaseSource(nameof(Samples))]
    [Order(1)]
    public void Sample(LayerSample sample)
    {
        (Tensor input, Tensor output) = sample.Trace();
        var run = new ExportedGraph(new Graph([input], [output], []));
        sample.Compare(run.Here([sample.Input])[0]);
        Here.Add(sample.Name, "passed", null);
        if (LibtensorflowModel.IsThere)
        {
            sample.Compare(run.There([sample.Input])[0]);
            There.Add(sample.Name, "passed", null);
        }
    }

    [Test]
    [Order(2)]
    public void The_tables_say_no_more_than_was_found_here([Values] bool layers) => Check(Here, layers);

    [Test]
    [Order(2)]
    public void The_tables_say_no_more_than_libtensorflow_found([Values] bool layers)
    {
        Assume.That(LibtensorflowModel.IsThere, "libtensorflow is not there");
        Check(There, layers);
    }

    private static void Check(ExportMatrix matrix, bool layers)
    {
        int cases = LayerCases.All().Count();
        if (layers)
        {
            matrix.CheckLayers(cases);
        }
        else
        {
            matrix.CheckOperations(cases * 9 / 10);
        }
    }
}
