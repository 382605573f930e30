using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>What each operation passes back: from the weights of its results to those of its operands, by libtorch's conventions at kinks.</summary>
internal static partial class GradientRules
{
    /// <summary>The operands' gradients; null where nothing flows.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="weights">The gradients of its results; null where none came.</param>
    /// <param name="needed">The operands whose gradients are asked for.</param>
    /// <exception cref="EngineException">The operation has no gradient here.</exception>
    public static Tensor?[] Of(OpNode node, Tensor?[] weights, bool[] needed)
    {
        Tensor[] x = node.Inputs;
        Tensor y = node.Output;
        Tensor? first = weights[0];
        if (OfSeveral(node, weights) is { } several)
        {
            return several;
        }

        if (node.Op is While loop)
        {
            return WhileLoops.Gradient(loop, x, weights);
        }

        if (first is null)
        {
            return new Tensor?[x.Length];
        }

        Tensor g = first;
        switch (node.Op)
        {
            case Unary op:
                return [Unary(op.Kind, x[0], y, g)];
            case UnaryGradient op:
                return UnaryTwice(op.Kind, x, g);
            case Polygamma op:
                return [g * new Polygamma(op.Order + 1).Emit([x[0].TensorType], x[0])[0]];
            case Binary op:
                return Binary(op.Kind, x[0], x[1], y, g);
            case Compare or StopGradient or ArgReduce or OneHot or SizeOf or IndexRange or RandomUniform:
                return new Tensor?[x.Length];
            case Select:
                Tensor zero = Ops.Constant(g.DType, 0);
                return [null, Narrowed(Where(x[0], g, zero), x[1].Shape), Narrowed(Where(x[0], zero, g), x[2].Shape)];
            case Cast:
                return [Ops.Cast(g, x[0].DType)];
            case Reduce op:
                return [Reduced(op, x[0], y, g)];
            case Cumulative op:
                return [op.Product ? Products(x[0], g, op.Axis) : Ops.Flip(Ops.CumSum(Ops.Flip(g, op.Axis), op.Axis), op.Axis)];
            case Sort op:
                return [Scattered(g, node.Outputs[1], op.Axis, x[0].Shape)];
            case TopK:
                return [Scattered(g, node.Outputs[1], x[0].Shape.Rank - 1, x[0].Shape)];
            case MatMul op:
                return Product(op, x[0], x[1], g, needed);
            case Softmax op:
                return [y * (g - Ops.Sum(g * y, [op.Axis], true))];
            case LogSoftmax op:
                return [g - (Ops.Exp(y) * Ops.Sum(g, [op.Axis], true))];
            case Conv op:
                return Convolution(op, x[0], x[1], g, needed);
            case ConvInputGradient op:
                return [needed[0] ? Ops.Emit(op.Op, g, x[1]) : null, needed[1] ? ToKernel(op.Op, x[1], g, x[0]) : null];
            case ConvFilterGradient op:
                return [needed[0] ? new ConvInputGradient(op.Op, x[0].Shape).Emit([x[0].TensorType], x[1], g)[0] : null, needed[1] ? Ops.Emit(op.Op, x[0], g) : null];
            case Pool { Kind: PoolKind.Max } op:
                return [new MaxPoolGradient(op).Emit([x[0].TensorType], x[0], y, g)[0]];
            case Pool op:
                return [new AveragePoolGradient(op, x[0].Shape).Emit([x[0].TensorType], g)[0]];
            case MaxPoolGradient op:
                return [null, null, new MaxPoolPick(op.Op).Emit([x[2].TensorType], x[0], x[1], g)[0]];
            case MaxPoolPick op:
                return [null, null, new MaxPoolGradient(op.Op).Emit([x[2].TensorType], x[0], x[1], g)[0]];
            case AveragePoolGradient op:
                return [Ops.Emit(op.Op, g)];
            case Resize op:
                return Backward.Through(() => [Windows.Resize(x[0], op)], x, weights);
            default:
                return Moved(node.Op, x, g, needed) ?? OfMatrices(node.Op, x, y, g) ?? throw Refused(node.Op);
        }
    }

    /// <summary>The sum over the axes along which the tensor of a shape was repeated.</summary>
    private static Tensor Narrowed(Tensor g, Shape shape)
    {
        if (g.Shape.Equals(shape))
        {
            return g;
        }

        int extra = g.Shape.Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, g.Shape.Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && g.Shape[axis] != 1))];
        Tensor sum = axes.Length == 0 ? g : Ops.Emit(new Reduce(ReduceKind.Sum, axes, true), g);
        return extra == 0 ? sum : Ops.Reshape(sum, [.. shape]);
    }

    private static Tensor Where(Tensor condition, Tensor a, Tensor b) => Ops.Emit(new Select(), condition, a, b);

    private static Tensor?[] Product(MatMul op, Tensor a, Tensor b, Tensor g, bool[] needed)
    {
        if (a.Shape.Rank > 2 && b.Shape.Rank == 2 && !op.TransposeA)
        {
            return Backward.Through(
                () => [Ops.Reshape(Ops.Emit(op, Ops.Reshape(a, Rows(a.Shape), a.Shape[^1]), b), [.. g.Shape])], [a, b], [g]);
        }

        static Tensor Multiplied(Tensor left, Tensor right, bool transposeLeft, bool transposeRight) => Ops.Emit(new MatMul(transposeLeft, transposeRight), left, right);
        Tensor? toA = !needed[0] ? null : op.TransposeA ? Multiplied(b, g, op.TransposeB, true) : Multiplied(g, b, false, !op.TransposeB);
        Tensor? toB = !needed[1] ? null : op.TransposeB ? Multiplied(g, a, true, op.TransposeA) : Multiplied(a, g, !op.TransposeA, false);
        return [toA is null ? null : Narrowed(toA, a.Shape), toB is null ? null : Narrowed(toB, b.Shape)];
    }

    private static int Rows(Shape shape) => (int)shape.WithoutLast().Elements;

    private static Tensor?[] Convolution(Conv op, Tensor x, Tensor kernel, Tensor g, bool[] needed)
    {
        if (!Windows.IsPlain(op, kernel.Shape))
        {
            return Backward.Through(() => [Windows.Plain(x, kernel, op)], [x, kernel], [g]);
        }

        return
        [
            needed[0] ? new ConvInputGradient(op, x.Shape).Emit([x.TensorType], g, kernel)[0] : null,
            needed[1] ? ToKernel(op, kernel, x, g) : null,
        ];
    }

    /// <summary>Without rows, TensorFlow's depthwise function leaves in the result what was in memory.</summary>
    private static Tensor ToKernel(Conv op, Tensor kernel, Tensor x, Tensor g) =>
        x.Shape.Elements == 0 ? Ops.Filled(kernel.DType, kernel.Shape, 0) : new ConvFilterGradient(op, kernel.Shape).Emit([kernel.TensorType], x, g)[0];

    private static Tensor? CrossEntropy(Tensor logits, OpNode node, Tensor?[] weights)
    {
        Tensor? sum = weights[0] is { } g ? Ops.ExpandDims(g, -1) * node.Outputs[1] : null;
        if (weights[1] is not { } h)
        {
            return sum;
        }

        Tensor shares = Ops.Softmax(logits);
        Tensor second = shares * (h - Ops.Sum(h * shares, [-1], true));
        return sum is null ? second : sum + second;
    }

    /// <summary>Puts elements back to where indices say that they were, along an axis.</summary>
    private static Tensor Scattered(Tensor g, Tensor indices, int axis, Shape shape)
    {
        int inner = (int)Shape.Create(shape.AsSpan()[(axis + 1)..]).Elements;
        int outer = (int)Shape.Create(shape.AsSpan()[..axis]).Elements;
        int size = shape[axis];
        Tensor places = Ops.Reshape(Ops.Cast(indices, DType.Int32), outer, g.Shape[axis], inner) * Ops.Constant(DType.Int32, inner);
        places += Counted(outer, size * inner, [outer, 1, 1]) + Counted(inner, 1, [1, 1, inner]);
        Tensor sums = Ops.SegmentSum(Ops.Reshape(g, (int)g.Shape.Elements), Ops.Reshape(places, (int)g.Shape.Elements), outer * size * inner);
        return Ops.Reshape(sums, [.. shape]);
    }

    private static Tensor Counted(int count, int step, Shape shape)
    {
        int[] values = [.. Enumerable.Range(0, count).Select(i => i * step)];
        return Ops.Constant(values, shape);
    }
}
