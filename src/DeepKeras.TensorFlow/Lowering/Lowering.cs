using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>
/// A graph for one set of input shapes, every size known, gradients written out as operations, and what TensorFlow lacks (or has no gradient
/// kernel for) made of what it has.
/// </summary>
internal sealed class Lowering
{
    private readonly Dictionary<Tensor, Tensor> made = [];

    private Lowering(Graph graph, Shape[] inputShapes)
    {
        var inputs = new Tensor[inputShapes.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor input = graph.Inputs[i];
            inputs[i] = new InputNode(((InputNode)input.Node).Name, new(input.DType, inputShapes[i])).Output;
            made[input] = inputs[i];
        }

        foreach (Node node in graph.Nodes)
        {
            switch (node)
            {
                case OpNode op:
                    Tensor[] results = Lower(op.Op, [.. op.Inputs.Select(input => made[input])]);
                    for (int i = 0; i < results.Length; i++)
                    {
                        made[op.Outputs[i]] = results[i];
                    }

                    break;
                case ConstantNode or VariableNode:
                    made[node.Output] = node.Output;
                    break;
            }
        }

        Result = new(inputs, [.. graph.Outputs.Select(output => made[output])], [.. graph.Updates.Select(update => (update.Variable, made[update.Value]))]);
    }

    private Graph Result { get; }

    /// <summary>The graph for inputs of these shapes.</summary>
    public static Graph Of(Graph graph, Shape[] inputShapes) => new Lowering(graph, inputShapes).Result;

    /// <summary>An operation in terms of those that TensorFlow has; it may be itself.</summary>
    public static Tensor[] Lower(Op op, Tensor[] x)
    {
        switch (op)
        {
            case Gradients:
                return Taken(x);
            case Scan scan:
                return Unrolled(scan, x);
            case While loop:
                return WhileLoops.Lowered(loop, x);
            case BroadcastLike:
                return [x[0].Shape.Equals(x[1].Shape) ? x[0] : Ops.BroadcastTo(x[0], x[1].Shape)];
            case SizeOf size:
                return [Ops.Constant(DType.Int32, x[0].Shape[size.Axis])];
            case Cholesky { Required: false }:
                return [Factor(x[0])];
            case SparseCrossEntropy:
                TensorType losses = ShapeOps.Instance.SparseCrossEntropy(x[0].TensorType, x[1].TensorType);
                return [new SparseCrossEntropyAndGradient().Emit([losses, x[0].TensorType], x)[0]];
            case LayerNorm norm:
                return [Normalization.Rows(x[0], x[1], x[2], norm.Epsilon)];
            case BatchNorm norm:
                return Normalization.Batch(x[0], x[1], x[2], norm.Epsilon);
            case Attention attention:
                Tensor scaled = attention.Scale == 1 ? x[0] : x[0] * Ops.Constant(x[0].DType, attention.Scale);
                Tensor scores = Ops.Emit(new MatMul(false, true), scaled, x[1]);
                scores = x.Length > 3 ? scores + x[3] : scores;
                return [Ops.Emit(new MatMul(false, false), Ops.Softmax(scores), x[2])];
            case Pool pool:
                return [Windows.Pool(x[0], pool)];
            case Resize { Method: ResizeMethod.Bilinear } resize when x[0].DType == DType.Float64:
                return [Windows.Resize(x[0], resize)];
            case Conv conv:
                return [Windows.Conv(x[0], x[1], conv)];
            case ConvTranspose conv:
                return [Windows.ConvTranspose(x[0], x[1], conv)];
            case KernelOp:
                throw new EngineException("the engine \"tensorflow\" has no gradients of the gradients of a while_loop without maximum_iterations; the engine \"torch\" has them.");
            default:
                return Ops.EmitAll(op, x);
        }
    }

    /// <summary>TensorFlow's Cholesky fails where a matrix has no factor: only those that have one are given to it, and the others get NaN.</summary>
    private static Tensor Factor(Tensor x)
    {
        int size = x.Shape[^1];
        Tensor values = Ops.StopGradient(Ops.EmitAll(new Eigh(), x)[0]);
        Tensor positive = Ops.Greater(Ops.Min(values, [-1]), Ops.Max(Ops.Abs(values), [-1]) * Ops.Constant(x.DType, size * (x.DType == DType.Float64 ? 2.3e-16 : 1.2e-7)));
        Tensor good = Ops.ExpandDims(Ops.ExpandDims(positive, -1), -1);
        Tensor factor = Ops.Emit(new Cholesky(true), Ops.Where(good, x, Ops.Eye(size, dtype: x.DType)));
        return Ops.Where(good, factor, Ops.Constant(x.DType, double.NaN));
    }

    /// <summary>A loop as its steps, one after the other, so that gradients go through it.</summary>
    private static Tensor[] Unrolled(Scan op, Tensor[] x)
    {
        ScanBody body = op.Body;
        int steps = x[body.StateCount].Shape[0];
        Tensor[] operands = [.. x];
        var results = new List<Tensor>[body.ResultCount];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = [];
        }

        for (int n = 0; n < steps; n++)
        {
            int at = op.StepAt(n, steps);
            for (int i = body.StateCount; i < body.StateCount + body.SequenceCount; i++)
            {
                operands[i] = Ops.Squeeze(Ops.Slice(x[i], 0, at, at + 1), 0);
            }

            Tensor[] outputs = Step(body.Graph, operands);
            outputs.AsSpan(0, body.StateCount).CopyTo(operands);
            for (int i = 0; i < results.Length; i++)
            {
                results[i].Add(outputs[body.StateCount + i]);
            }
        }

        var types = new TensorType[op.OutputCount];
        ShapeOps.Instance.Scan([.. x.Select(operand => operand.TensorType)], op, types);
        return [.. operands[..body.StateCount], .. results.Select((list, i) => steps > 0 ? Ops.Stack(list) : Ops.Constant(new HostArray(types[body.StateCount + i].Type, types[body.StateCount + i].Shape)))];
    }

    /// <summary>One step of a loop, in terms of what TensorFlow has.</summary>
    public static Tensor[] Step(Graph body, Tensor[] operands)
    {
        var values = new Dictionary<Tensor, Tensor>();
        for (int i = 0; i < operands.Length; i++)
        {
            values[body.Inputs[i]] = operands[i];
        }

        foreach (Node node in body.Nodes)
        {
            if (node is ConstantNode)
            {
                values[node.Output] = node.Output;
            }
            else if (node is OpNode op)
            {
                Tensor[] made = Lower(op.Op, [.. op.Inputs.Select(input => values[input])]);
                for (int i = 0; i < made.Length; i++)
                {
                    values[op.Outputs[i]] = made[i];
                }
            }
        }

        return [.. body.Outputs.Select(output => values[output])];
    }

    private static Tensor[] Taken(Tensor[] x)
    {
        Tensor[] variables = x[1..];
        Tensor?[] gradients = Backward.Walk([(x[0], Ops.Constant(x[0].DType, 1))], variables, 0);
        return [.. variables.Select((variable, i) => gradients[i] ?? Ops.Filled(variable.DType, variable.Shape, 0))];
    }
}
