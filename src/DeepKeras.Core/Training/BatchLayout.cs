using DeepKeras.Data;
using DeepKeras.Operations;

namespace DeepKeras.Training;

/// <summary>What arrays come in a batch: dtypes and shapes of a row. A graph is made once for each layout.</summary>
internal sealed record BatchLayout(string Key, IReadOnlyList<TensorType> X, IReadOnlyList<TensorType> Y, IReadOnlyList<TensorType?> Weights)
{
    public static BatchLayout Of(IReadOnlyList<HostArray> x, IReadOnlyList<HostArray> y, IReadOnlyList<HostArray?> weights)
    {
        TensorType[] xs = [.. x.Select(Row)];
        TensorType[] ys = [.. y.Select(Row)];
        TensorType?[] ws = [.. weights.Select(weight => weight is null ? null : Row(weight))];
        return new(string.Join(";", xs.Concat(ys).Concat(ws).Select(type => type?.ToString() ?? "-")), xs, ys, ws);
    }

    public StepBatch CreateTensors() => new(
        [.. X.Select((type, i) => new InputNode($"x{i}", type).Output)],
        [.. Y.Select((type, i) => new InputNode($"y{i}", type).Output)],
        [.. Weights.Select((type, i) => type is null ? null : new InputNode($"sample_weight{i}", type).Output)]);

    private static TensorType Row(HostArray array) => new(array.Type, array.Shape.With(0, Shape.Unknown));
}
