using DeepKeras.Data;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>A graph as a SavedModel, run by either reader.</summary>
internal sealed class ExportedGraph(Graph graph)
{
    private readonly Endpoint endpoint = new(
        SavedModelExporter.Default, graph, [.. graph.Inputs.Select((_, i) => $"input_{i}")], [.. graph.Outputs.Select((_, i) => $"output_{i}")], true, true, null);

    public HostArray[] Here(IReadOnlyList<HostArray> fed) => In(folder =>
    {
        using SavedModel model = SavedModel.Load(folder);
        IReadOnlyDictionary<string, DataArray> results = model.Run(endpoint.Name, endpoint.Inputs.Zip(fed).ToDictionary(pair => pair.First, pair => new DataArray(pair.Second)));
        return [.. endpoint.Outputs.Select(name => results[name].Array)];
    });

    public HostArray[] There(IReadOnlyList<HostArray> fed) => In(folder =>
    {
        using var model = new LibtensorflowModel(folder);
        Dictionary<string, HostArray> results = model.Run(endpoint.Name, endpoint.Inputs.Zip(fed).ToDictionary());
        return [.. endpoint.Outputs.Select(name => results[name])];
    });

    private HostArray[] In(Func<string, HostArray[]> run)
    {
        string folder = Directory.CreateTempSubdirectory("graph").FullName;
        try
        {
            SavedModelExporter.Write([endpoint], [], [], folder, CancellationToken.None);
            return run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
