using System.Collections.Concurrent;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>
/// Keras's numbers for every layer, from a SavedModel, once read here and once run by TensorFlow, where that is there. What came of it stands in
/// <c>layers-savedmodel.tsv</c> beside the test's assembly, one line a case and reader (class, case, reader, outcome, reason).
/// </summary>
[Order(1)]
internal sealed class LayerTests
{
    private const string NotRun = "not run";
    private static readonly ConcurrentBag<string> Outcomes = [];
    private string folder = null!;

    private static IEnumerable<TestCaseData> Cases => LayerCases.All().Select(test => new TestCaseData(test).SetName($"A SavedModel gives Keras's numbers: {test.FullName}"));

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("layer").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCaseSource(nameof(Cases))]
    public void Layer(OracleCase test)
    {
        string here = "failed\tnot exported", there = here;
        Graph? exported = null;
        string unless = LibtensorflowModel.IsThere ? "passed" : NotRun;
        try
        {
            LayerCases.Run(test, (graph, fed) =>
            {
                exported = graph.Graph;
                var endpoint = new Endpoint(SavedModelExporter.Default, graph.Graph, [.. graph.InputNames], [.. graph.OutputNames], true, true, null);
                SavedModelExporter.Write([endpoint], [], [], folder, CancellationToken.None);
                there = unless == NotRun ? NotRun : Outcome(test, () => There(endpoint, fed));
                HostArray[]? results = null;
                here = Outcome(test, () => results = Here(endpoint, fed));
                Assert.That((here, there), Is.EqualTo(("passed", unless)));
                return results!;
            });
        }
        catch (NoClassYetException e)
        {
            here = there = $"no class yet\t{e.Message}";
            Assert.Ignore(e.Message);
        }
        finally
        {
            string name = test.Create<Layer>().GetType().Name;
            MatrixTests.Here.Add(name, here, exported);
            MatrixTests.There.Add(name, there, exported);
            Outcomes.Add($"{test.Text("class_name")}\t{test.FullName}\tDeepKeras\t{here}");
            Outcomes.Add($"{test.Text("class_name")}\t{test.FullName}\tTensorFlow\t{there}");
        }
    }

    [OneTimeTearDown]
    public void Write() => File.WriteAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "layers-savedmodel.tsv"), Outcomes.Order(StringComparer.Ordinal));

    private HostArray[] Here(Endpoint endpoint, IReadOnlyList<HostArray> fed)
    {
        using SavedModel model = SavedModel.Load(folder);
        IReadOnlyDictionary<string, DataArray> results = model.Run(endpoint.Name, endpoint.Inputs.Zip(fed).ToDictionary(pair => pair.First, pair => new DataArray(pair.Second)));
        return [.. endpoint.Outputs.Select(name => results[name].Array)];
    }

    private HostArray[] There(Endpoint endpoint, IReadOnlyList<HostArray> fed)
    {
        using var model = new LibtensorflowModel(folder);
        Dictionary<string, HostArray> results = model.Run(endpoint.Name, endpoint.Inputs.Zip(fed).ToDictionary());
        return [.. endpoint.Outputs.Select(name => results[name])];
    }

    /// <summary>What came of one reader, so that the other one is asked too.</summary>
    private static string Outcome(OracleCase test, Func<HostArray[]> run)
    {
        try
        {
            HostArray[] results = run();
            HostArray[] expected = [.. test.Arrays("outputs").Select((output, i) => output ?? OracleText.Array(test.Field("text_outputs")[i]))];
            for (int i = 0; i < expected.Length; i++)
            {
                test.AssertClose($"output {i}", expected[i], results[i]);
            }

            return "passed";
        }
        catch (Exception e)
        {
            return $"failed\t{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
        }
    }
}
