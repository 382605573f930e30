using DeepKeras.Operations;

namespace DeepKeras.Tests;

/// <summary>What came of exports that one program runs: a column of each table.</summary>
internal sealed class ExportMatrix(string column)
{
    private readonly Matrix layers = new("layers", column);
    private readonly Matrix operations = new("operations", column);

    /// <summary>What came of a layer's case.</summary>
    /// <param name="layer">The layer's class.</param>
    /// <param name="outcome"><c>passed</c>, or <c>refused</c> and <c>failed</c> with a tabulator and a reason.</param>
    /// <param name="graph">What was exported.</param>
    public void Add(string layer, string outcome, Graph? graph)
    {
        string[] parts = outcome.Split('\t', 2);
        IEnumerable<OpNode> nodes = graph?.Nodes.OfType<OpNode>() ?? [];
        switch (parts[0])
        {
            case "passed":
                layers.Passed(layer);
                operations.Passed(nodes.Select(Name));
                break;
            case "refused":
                // Of a graph with one operation that is refused, the others are not.
                layers.Refused(parts[1], layer);
                operations.Refused(parts[1], nodes.Where(node => node.Op is TextOp).Select(Name));
                break;
            default:
                layers.Failed(layer);
                break;
        }
    }

    /// <summary>What came of operations alone.</summary>
    public void Add(IEnumerable<string> names, string outcome)
    {
        string[] parts = outcome.Split('\t', 2);
        if (parts[0] == "refused")
        {
            operations.Refused(parts[1], names);
        }
        else
        {
            (parts[0] == "passed" ? (Action<IEnumerable<string>>)operations.Passed : operations.Failed)(names);
        }
    }

    /// <summary>Holds the document to what was found.</summary>
    /// <param name="layerCases">How many cases of layers there are.</param>
    public void CheckLayers(int layerCases)
    {
        layers.Refused(Matrix.NoComputation, nameof(Layers.InputLayer));
        layers.Check(Matrix.Layers, layerCases);
    }

    /// <inheritdoc cref="CheckLayers"/>
    /// <param name="operationCases">How many cases of operations alone there are.</param>
    public void CheckOperations(int operationCases) => operations.Check(Matrix.Operations, operationCases);

    private static string Name(OpNode node) => node.Op.GetType().Name;
}
