using System.Text.Json.Nodes;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A recurrent layer run over the sequence in both directions (Schuster and Paliwal, Bidirectional recurrent neural networks, 1997). Outputs
/// of the backward layer are turned back into the order of the input. The initial states are the forward layer's, then the backward layer's.
/// After <c>keras.layers.Bidirectional</c>.
/// </summary>
public sealed partial class Bidirectional : Layer, IStateful
{
    /// <summary>Both directions of a layer.</summary>
    /// <param name="layer">The layer that runs forward. A copy of it, without its weights, is used.</param>
    /// <param name="mergeMode">How both outputs are joined; null: not, there are two.</param>
    /// <param name="backwardLayer">The layer that runs backward; null: one like <paramref name="layer"/>.</param>
    /// <exception cref="ArgumentException">Both layers run in one direction, or differ in what they return.</exception>
    [ConfigConstructor]
    public Bidirectional(Recurrent layer, MergeMode? mergeMode = DeepKeras.Layers.MergeMode.Concat, Recurrent? backwardLayer = null)
    {
        MergeMode = mergeMode;
        Layer = Copy(layer, "forward", backwards: null);
        BackwardLayer = backwardLayer ?? Copy(layer, "backward", backwards: true);
        if (Layer.GoBackwards == BackwardLayer.GoBackwards)
        {
            throw new ArgumentException($"one layer must go forward and one backward; got go_backwards {Layer.GoBackwards} for both.", nameof(backwardLayer));
        }

        Require("stateful", Layer.Stateful, BackwardLayer.Stateful);
        Require("return_sequences", Layer.ReturnSequences, BackwardLayer.ReturnSequences);
        Require("return_state", Layer.ReturnState, BackwardLayer.ReturnState);
        Layer.ZeroOutputForMask = BackwardLayer.ZeroOutputForMask = Layer.ReturnSequences;
        AddLayer(Layer, "forward_layer");
        AddLayer(BackwardLayer, "backward_layer");
    }

    /// <summary>How both outputs are joined; null: not.</summary>
    public MergeMode? MergeMode { get; }

    /// <summary>The layer that runs forward.</summary>
    public Recurrent Layer { get; }

    /// <summary>The layer that runs backward.</summary>
    public Recurrent BackwardLayer { get; }

    IReadOnlyList<Variable> IStateful.States => [.. ((IStateful)Layer).States, .. ((IStateful)BackwardLayer).States];

    /// <summary>The layer's results for a tensor, from given states on.</summary>
    /// <param name="input">The sequences, (batch, steps, …).</param>
    /// <param name="initialState">The forward layer's states before its first step, then the backward layer's.</param>
    /// <exception cref="ShapeException">A shape, or the number of states, does not fit.</exception>
    public IReadOnlyList<Tensor> ApplyAll(Tensor input, IReadOnlyList<Tensor> initialState) =>
        ApplyAll([input], new Dictionary<string, object?> { ["initial_state"] = initialState });

    /// <summary>Sets the states of stateful layers to zeros.</summary>
    public void ResetStates()
    {
        Layer.ResetStates();
        BackwardLayer.ResetStates();
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        Layer.EnsureBuilt([input]);
        BackwardLayer.EnsureBuilt([input]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        IReadOnlyList<Tensor> states = inputs.Count > 1 ? [.. inputs.Skip(1)] : context.Tensors("initial_state");
        if (states.Count % 2 != 0)
        {
            throw new ShapeException($"expected as many initial states for both directions, got {states.Count}.");
        }

        int half = states.Count / 2;
        IReadOnlyList<Tensor> forward = Run(Layer, inputs[0], states.Take(half), context);
        IReadOnlyList<Tensor> backward = Run(BackwardLayer, inputs[0], states.Skip(half), context);
        Tensor y = Ops.Cast(forward[0], DType.ComputeDType);
        Tensor reversed = Ops.Cast(Layer.ReturnSequences ? Ops.Flip(backward[0], 1) : backward[0], DType.ComputeDType);
        IReadOnlyList<Tensor> outputs = MergeMode switch
        {
            DeepKeras.Layers.MergeMode.Concat => [Ops.Concatenate([y, reversed], -1)],
            DeepKeras.Layers.MergeMode.Sum => [y + reversed],
            DeepKeras.Layers.MergeMode.Mul => [y * reversed],
            DeepKeras.Layers.MergeMode.Ave => [(y + reversed) / 2],
            _ => [y, reversed],
        };
        return [.. outputs, .. forward.Skip(1), .. backward.Skip(1)];
    }

    /// <summary>The input's mask, where every step has an output.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) =>
        !Layer.ReturnSequences || masks.Count == 0 ? [] : MergeMode is null ? [masks[0], masks[0]] : [masks[0]];

    private static IReadOnlyList<Tensor> Run(Recurrent layer, Tensor x, IEnumerable<Tensor> states, CallContext context)
    {
        var arguments = new Dictionary<string, object?> { ["training"] = context.Training };
        Tensor[] initial = [.. states];
        if (initial.Length > 0)
        {
            arguments["initial_state"] = initial;
        }

        if (context.TryArgument("mask", out Tensor mask))
        {
            arguments["mask"] = mask;
        }

        return layer.ApplyAll([x], arguments);
    }

    private static void Require(string setting, bool forward, bool backward)
    {
        if (forward != backward)
        {
            throw new ArgumentException($"both layers must have one {setting}; got {forward} forward and {backward} backward.");
        }
    }

    /// <summary>A layer of the same config under another name.</summary>
    private static Recurrent Copy(Recurrent layer, string direction, bool? backwards)
    {
        JsonNode json = JsonNode.Parse(ConfigJson.Write(layer))!;
        JsonNode config = json["config"]!;
        string prefix = direction + "_";
        config["name"] = prefix + (layer.Name.StartsWith(prefix, StringComparison.Ordinal) ? layer.Name[prefix.Length..] : layer.Name);
        if (backwards is bool given)
        {
            config["go_backwards"] = given;
        }

        return ConfigJson.Parse(json.ToJsonString()).AsKeras<Recurrent>();
    }
}
