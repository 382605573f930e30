using System.Collections.Concurrent;
using DeepKeras.Layers;

namespace DeepKeras.Tests;

/// <summary>
/// Keras's numbers for every layer, from ONNX Runtime. What came of it stands in <c>layers-onnx.tsv</c> beside the test's assembly, one line
/// a case (class, case, outcome, reason): the ONNX column of the matrix of engines and formats.
/// </summary>
[Order(1)]
internal sealed class LayerTests
{
    private static readonly ConcurrentBag<string> Outcomes = [];

    private static IEnumerable<TestCaseData> Cases => LayerCases.All().Select(test => new TestCaseData(test).SetName($"ONNX Runtime gives Keras's numbers: {test.FullName}"));

    [TestCaseSource(nameof(Cases))]
    public void Layer(OracleCase test)
    {
        string outcome = "failed";
        Graph? exported = null;
        try
        {
            LayerCases.Run(test, (graph, fed) =>
            {
                exported = graph.Graph;
                return Ort.Run(Ort.Export(graph), fed);
            });
            outcome = "passed";
        }
        catch (NoClassYetException e)
        {
            outcome = $"no class yet\t{e.Message}";
            Assert.Ignore(e.Message);
        }
        catch (NotSupportedException e)
        {
            // A refusal by name is an answer; the matrix shows it.
            outcome = $"refused\t{e.Message}";
            Assert.That(LayerRefusals.Expected(test), Is.True, $"{test.FullName} is refused: {e.Message}");
        }
        finally
        {
            MatrixTests.Found.Add(test.Create<Layer>().GetType().Name, outcome, exported);
            Outcomes.Add($"{test.Text("class_name")}\t{test.FullName}\t{outcome}");
        }
    }

    [OneTimeTearDown]
    public void Write() => File.WriteAllLines(
        Path.Combine(TestContext.CurrentContext.TestDirectory, "layers-onnx.tsv"),
        Outcomes.Order(StringComparer.Ordinal));
}
