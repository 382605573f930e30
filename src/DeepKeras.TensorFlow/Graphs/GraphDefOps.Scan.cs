using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

internal sealed partial class GraphDefOps
{
    /// <summary>An exported loop of more steps than this is a <c>StatelessWhile</c>, however many there are.</summary>
    private const int MostUnrolled = 8;

    /// <summary>The functions that the nodes call; they belong into the graph's library.</summary>
    public List<FunctionDef> Functions { get; init; } = [];

    /// <summary>
    /// A loop: one step's nodes after the other, which has gradients, or a <c>StatelessWhile</c> where the number of steps is not known, or is
    /// large and the nodes are for export.
    /// </summary>
    public void Scan(ReadOnlySpan<NodeOutput> x, Scan op, Span<NodeOutput> y)
    {
        TensorType[] types = [.. x.ToArray().Select(operand => operand.Type)];
        int steps = ShapeOps.Steps(types.AsSpan(op.Body.StateCount, op.Body.SequenceCount));
        var results = new TensorType[y.Length];
        ShapeOps.Instance.Scan(types, op, results);
        if (steps < 0 || (export && steps > MostUnrolled))
        {
            While(x, op, results, y);
        }
        else
        {
            Unroll(x, op, steps, results, y);
        }
    }

    private void Unroll(ReadOnlySpan<NodeOutput> x, Scan op, int steps, TensorType[] types, Span<NodeOutput> y)
    {
        ScanBody body = op.Body;
        NodeOutput[] operands = x.ToArray();
        var outputs = new NodeOutput[y.Length];
        List<NodeOutput>[] results = [.. Enumerable.Range(0, body.ResultCount).Select(_ => new List<NodeOutput>())];
        for (int n = 0; n < steps; n++)
        {
            int at = op.StepAt(n, steps);
            for (int i = body.StateCount; i < body.StateCount + body.SequenceCount; i++)
            {
                operands[i] = Squeeze(Slice(x[i], 0, at, at + 1, 1), 0);
            }

            body.Run(this, operands, outputs, graph.Constant);
            outputs.AsSpan(0, body.StateCount).CopyTo(operands);
            for (int i = 0; i < results.Length; i++)
            {
                results[i].Add(ExpandDims(outputs[body.StateCount + i], 0));
            }
        }

        operands.AsSpan(0, body.StateCount).CopyTo(y);
        for (int i = 0; i < results.Length; i++)
        {
            y[body.StateCount + i] = steps > 0 ? Concat([.. results[i]], 0) : Buffer(x, op, i, types[body.StateCount + i]);
        }
    }

    /// <summary>The loop's variables are: the step's number, how many steps there are, the states, a buffer for each result, and the rest as it is.</summary>
    private void While(ReadOnlySpan<NodeOutput> x, Scan op, TensorType[] types, Span<NodeOutput> y)
    {
        ScanBody body = op.Body;
        List<NodeOutput> variables = [graph.Int(0), SizeOf(x[body.StateCount], 0), .. x[..body.StateCount]];
        for (int i = 0; i < body.ResultCount; i++)
        {
            variables.Add(Buffer(x, op, i, types[body.StateCount + i]));
        }

        variables.AddRange(x[body.StateCount..]);
        TensorType[] carried = [.. variables.Select(variable => variable.Type)];
        types.CopyTo(carried.AsSpan(2));
        string condition = Function(carried, "cond", (inner, arguments) => [inner.Compare(CompareKind.Less, arguments[0], arguments[1])]);
        string step = Function(carried, "body", (inner, arguments) => inner.Step(op, arguments));
        Loop(carried, [.. variables], condition, step).AsSpan(2, y.Length).CopyTo(y);
    }

    /// <summary>The loop's variables after a step; the nodes are the body's.</summary>
    private NodeOutput[] Step(Scan op, NodeOutput[] variables)
    {
        ScanBody body = op.Body;
        int rest = 2 + body.Graph.Outputs.Count;
        NodeOutput n = variables[0];
        NodeOutput at = op.Reverse ? Binary("Sub", Binary("Sub", variables[1], graph.Int(1)), n) : n;
        NodeOutput[] operands =
        [
            .. variables[2..(2 + body.StateCount)],
            .. variables[rest..(rest + body.SequenceCount)].Select(sequence => Gather(sequence, at, 0)),
            .. variables[(rest + body.SequenceCount)..],
        ];
        var outputs = new NodeOutput[body.Graph.Outputs.Count];
        body.Run(this, operands, outputs, graph.Constant);
        for (int i = body.StateCount; i < outputs.Length; i++)
        {
            NodeOutput place = graph.Add("Reshape", new(DType.Int32, [1, 1]), [n, graph.Ints(1, 1)], Attr.Type("T", DType.Int32), Attr.Type("Tshape", DType.Int32));
            NodeOutput buffer = variables[2 + i];
            outputs[i] = graph.Add("TensorScatterUpdate", buffer.Type, [buffer, place, ExpandDims(outputs[i], 0)], Attr.Type("T", buffer.DType), Attr.Type("Tindices", DType.Int32));
        }

        return [Binary("AddV2", n, graph.Int(1)), variables[1], .. outputs, .. variables[rest..]];
    }

    /// <summary>A loop of unknown length; its variables are: whether there is another step, the states, and the rest as it is.</summary>
    public void While(ReadOnlySpan<NodeOutput> x, While op, Span<NodeOutput> y)
    {
        TensorType[] carried = [.. x.ToArray().Select(operand => operand.Type)];
        var types = new TensorType[y.Length];
        ShapeOps.Instance.While(carried, op, types);
        types.CopyTo(carried.AsSpan(1));
        string condition = Function(carried, "cond", (_, arguments) => [arguments[0]]);
        string step = Function(carried, "body", (inner, arguments) => inner.Step(op, arguments));
        Loop(carried, x, condition, step).AsSpan(1, y.Length).CopyTo(y);
    }

    private NodeOutput[] Step(While op, NodeOutput[] variables)
    {
        var outputs = new NodeOutput[op.Body.Graph.Outputs.Count];
        op.Body.Run(this, variables.AsSpan(1), outputs, graph.Constant);
        return [outputs[^1], .. outputs[..^1], .. variables[(1 + op.Body.StateCount)..]];
    }

    private NodeOutput[] Loop(TensorType[] carried, ReadOnlySpan<NodeOutput> variables, string condition, string step) => graph.AddAll(
        "StatelessWhile",
        carried,
        variables,
        Attr.Types("T", carried.Select(type => type.Type.ToTensorFlow())),
        Attr.Function("cond", condition),
        Attr.Function("body", step));

    /// <summary>Zeros for a result of all steps.</summary>
    private NodeOutput Buffer(ReadOnlySpan<NodeOutput> x, Scan op, int result, TensorType type)
    {
        NodeOutput sizes;
        if (type.Shape.IsKnown)
        {
            sizes = graph.Ints([.. type.Shape]);
        }
        else
        {
            NodeOutput steps = graph.Add("ExpandDims", new(DType.Int32, [1]), [SizeOf(x[op.Body.StateCount], 0), graph.Int(0)], Attr.Type("T", DType.Int32), Attr.Type("Tdim", DType.Int32));
            sizes = Concat([steps, ShapeVector(Sample(x, op, result))], 0);
        }

        return graph.Add("Fill", type, [sizes, graph.Number(type.Type, 0)], Attr.Type("T", type.Type), Attr.Type("index_type", DType.Int32));
    }

    /// <summary>A tensor in the shape of one step's result: a state where the result is one, else that of a step on zeros.</summary>
    private NodeOutput Sample(ReadOnlySpan<NodeOutput> x, Scan op, int result)
    {
        ScanBody body = op.Body;
        Tensor wanted = body.Graph.Outputs[body.StateCount + result];
        for (int i = 0; i < body.StateCount; i++)
        {
            if (body.Graph.Outputs[i] == wanted)
            {
                return x[i];
            }
        }

        NodeOutput[] operands = x.ToArray();
        for (int i = body.StateCount; i < body.StateCount + body.SequenceCount; i++)
        {
            TensorType step = x[i].Type with { Shape = x[i].Shape[1..] };
            NodeOutput sizes = Slice(ShapeVector(x[i]), 0, 1, Operations.Slice.ToEnd, 1);
            operands[i] = graph.Add("Fill", step, [sizes, graph.Number(step.Type, 0)], Attr.Type("T", step.Type), Attr.Type("index_type", DType.Int32));
        }

        var outputs = new NodeOutput[body.Graph.Outputs.Count];
        body.Run(this, operands, outputs, graph.Constant);
        return outputs[body.StateCount + result];
    }

    /// <summary>Adds a function of the loop's variables to the library and returns its name.</summary>
    private string Function(TensorType[] arguments, string role, Func<GraphDefOps, NodeOutput[], NodeOutput[]> build)
    {
        var writer = new GraphWriter(function: true);
        var inner = new GraphDefOps(writer, export) { Functions = Functions };
        NodeOutput[] inputs = [.. arguments.Select((type, i) => NodeOutput.Argument(writer.Unique($"arg{i}"), type))];
        NodeOutput[] results = [.. build(inner, inputs).Select(result => writer.Add("Identity", result.Type, [result], Attr.Type("T", result.DType)))];
        var function = new FunctionDef { Signature = new OpDef { Name = $"scan_{Functions.Count}_{role}" } };
        foreach (NodeOutput input in inputs)
        {
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = input.Node, Type = input.DType.ToTensorFlow() });
        }

        for (int i = 0; i < results.Length; i++)
        {
            function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = $"result{i}", Type = results[i].DType.ToTensorFlow() });
            function.Ret.Add($"result{i}", writer.Reference(results[i]));
        }

        function.NodeDef.AddRange(writer.Nodes);
        Functions.Add(function);
        return function.Signature.Name;
    }
}
