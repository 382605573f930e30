using System.Text.Json;
using DeepKeras.Operations;

namespace DeepKeras.Tests;

/// <summary>What a loss or a metric is given once: targets, predictions or plain values, weights, a mask, the logits that predictions were made of.</summary>
internal sealed class BatchOfCase
{
    private static readonly string[] Names = ["y_true", "y_pred", "values", "logits", "sample_weight", "mask"];
    private readonly Dictionary<string, HostArray> arrays = [];
    private readonly string? activation;

    private BatchOfCase(string? activation) => this.activation = activation;

    /// <summary>In the order of <see cref="Tensors.All"/>.</summary>
    public HostArray[] Arrays => [.. Names.Where(arrays.ContainsKey).Select(name => arrays[name])];

    public static BatchOfCase Of(OracleCase test, JsonElement update) => new(update.TryGetProperty("activation", out JsonElement name) ? name.GetString() : null, update, test);

    /// <summary>The case's own fields.</summary>
    public static BatchOfCase Of(OracleCase test, Func<string, JsonElement> field)
    {
        var batch = new BatchOfCase(test.Has("activation") ? field("activation").GetString() : null);
        foreach (string name in Names)
        {
            batch.Add(name, test.Array(name));
        }

        return batch;
    }

    private BatchOfCase(string? activation, JsonElement update, OracleCase test)
        : this(activation)
    {
        foreach (JsonProperty property in update.EnumerateObject())
        {
            if (property.Name != "activation")
            {
                Assert.That(Names, Does.Contain(property.Name), "a field of the update");
                Add(property.Name, test.Array(property.Value));
            }
        }
    }

    private void Add(string name, HostArray? array)
    {
        if (array is not null)
        {
            arrays.Add(name, array);
        }
    }

    /// <summary>The arrays as inputs of a graph; predictions are made of their logits where the case has them.</summary>
    public Tensors Inputs(bool known)
    {
        Dictionary<string, Tensor> inputs = arrays.ToDictionary(pair => pair.Key, pair => new InputNode(pair.Key, Type(pair.Value, known)).Output);
        Tensor source = inputs.GetValueOrDefault("logits") ?? inputs.GetValueOrDefault("y_pred") ?? inputs["values"];
        Tensor prediction = activation is null ? source : Activation.Get(activation).Apply(source);
        prediction.Mask = inputs.GetValueOrDefault("mask");
        return new(inputs.GetValueOrDefault("y_true"), prediction, source, inputs.GetValueOrDefault("sample_weight"), [.. Names.Where(inputs.ContainsKey).Select(name => inputs[name])]);
    }

    private static TensorType Type(HostArray array, bool known) =>
        new(array.Type, known || array.Shape.Rank == 0 ? array.Shape : array.Shape.With(0, Shape.Unknown));

    internal sealed record Tensors(Tensor? YTrue, Tensor YPred, Tensor Source, Tensor? Weight, IReadOnlyList<Tensor> All);
}
