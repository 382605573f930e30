using System.Collections.Concurrent;
using DeepKeras.Data;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>
/// Keras's numbers for every layer, from a SavedModel, once read here and once run by TensorFlow. What came of it stands in
/// <c>layers-savedmodel.tsv</c> beside the test's assembly, one line a case (class, case, reader, outcome, reason).
/// </summary>
internal sealed class LayerTests
{
    private static readonly ConcurrentBag<string> Outcomes = [];
    private string folder = null!;

    private static IEnumerable<TestCaseData> Ours => LayerCases.All().Select(test => new TestCaseData(test).SetName($"A SavedModel read here gives Keras's numbers: {test.FullName}"));

    private static IEnumerable<TestCaseData> Theirs => LayerCases.All().Select(test => new TestCaseData(test).SetName($"A SavedModel in TensorFlow gives Keras's numbers: {test.FullName}"));

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("layer").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCaseSource(nameof(Ours))]
    public void Here(OracleCase test) => Check(test, "DeepKeras", (names, fed, outputs) =>
    {
        using SavedModel model = SavedModel.Load(folder);
        IReadOnlyDictionary<string, DataArray> results = model.Run("serving_default", names.Zip(fed).ToDictionary(pair => pair.First, pair => new DataArray(pair.Second)));
        return [.. outputs.Select(name => results[name].Array)];
    });

    [TestCaseSource(nameof(Theirs))]
    public void There(OracleCase test)
    {
        LibtensorflowModel.Require();
        Check(test, "TensorFlow", (names, fed, outputs) =>
        {
            using var model = new LibtensorflowModel(folder);
            Dictionary<string, HostArray> results = model.Run("serving_default", names.Zip(fed).ToDictionary());
            return [.. outputs.Select(name => results[name])];
        });
    }

    [OneTimeTearDown]
    public void Write() => File.WriteAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "layers-savedmodel.tsv"), Outcomes.Order(StringComparer.Ordinal));

    private void Check(OracleCase test, string reader, Func<string[], IReadOnlyList<HostArray>, string[], HostArray[]> run)
    {
        string outcome = "failed";
        try
        {
            LayerCases.Run(test, (graph, fed) =>
            {
                var endpoint = new Endpoint("serving_default", graph.Graph, [.. graph.InputNames], [.. graph.OutputNames], true, true, null);
                SavedModelExporter.Write([endpoint], [], [], folder, CancellationToken.None);
                return run(endpoint.Inputs, fed, endpoint.Outputs);
            });
            outcome = "passed";
        }
        catch (NoClassYetException e)
        {
            outcome = $"no class yet\t{e.Message}";
            Assert.Ignore(e.Message);
        }
        catch (Exception e) when (e is not SuccessException)
        {
            outcome = $"failed\t{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
            throw;
        }
        finally
        {
            Outcomes.Add($"{test.Text("class_name")}\t{test.FullName}\t{reader}\t{outcome}");
        }
    }
}
