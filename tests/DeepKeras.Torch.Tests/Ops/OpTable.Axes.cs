using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private static IEnumerable<OpRow> AxisRows =>
    [
        .. Reductions(ReduceKind.Sum, DTypes.Numbers, part => part.Sum()),
        .. Reductions(ReduceKind.Mean, DTypes.Floats, part => part.Sum() / part.Length),
        .. Reductions(ReduceKind.Prod, DTypes.Numbers, part => part.Aggregate(1.0, (a, b) => a * b)),
        .. Reductions(ReduceKind.Max, DTypes.Numbers, part => part.Max()),
        .. Reductions(ReduceKind.Min, DTypes.Numbers, part => part.Min()),
        .. Reductions(ReduceKind.Any, DTypes.Bool, part => part.Any(v => v != 0) ? 1 : 0),
        .. Reductions(ReduceKind.All, DTypes.Bool, part => part.All(v => v != 0) ? 1 : 0),
        Along("ArgReduce of the largest", new ArgReduce(true, 1), part => Array.IndexOf(part, part.Max())),
        Along("ArgReduce of the smallest", new ArgReduce(false, 1), part => Array.IndexOf(part, part.Min())),
        Running("Cumulative sum", new Cumulative(false, 1), 1, (a, b) => a + b),
        Running("Cumulative sum over the batch", new Cumulative(false, 0), 0, (a, b) => a + b),
        Running("Cumulative product", new Cumulative(true, 1), 1, (a, b) => a * b),
        Ordered("Sort ascending", new Sort(1, false), 1, int.MaxValue, descending: false),
        Ordered("Sort descending", new Sort(1, true), 1, int.MaxValue, descending: true),
        Ordered("Sort along the batch", new Sort(0, false), 0, int.MaxValue, descending: false),
        Ordered("TopK", new TopK(3), 2, 3, descending: true),
    ];

    /// <summary>Over one axis, over two, over all with the axes kept, over none, and over the batch where nothing has a value.</summary>
    private static IEnumerable<OpRow> Reductions(ReduceKind kind, DType[] types, Func<double[], double> f)
    {
        int[][] all = kind is ReduceKind.Max or ReduceKind.Min ? [[1], [1, 2], []] : [[1], [1, 2], [], [0], [0, 1, 2]];
        foreach (int[] axes in all)
        {
            foreach (bool keep in new[] { false, true })
            {
                yield return new($"Reduce {kind} over [{string.Join(", ", axes)}]{(keep ? ", kept" : "")}", new Reduce(kind, axes, keep), [new(3, 4, 2)],
                    x => [Reduced(x[0], axes, keep, f)])
                {
                    Types = types,
                    Differentiable = types == DTypes.Bool ? [] : [0],
                    Slack = 32,
                };
            }
        }
    }

    private static Plain Reduced(Plain x, int[] axes, bool keep, Func<double[], double> f)
    {
        int[] kept = [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        Plain result = Plain.Of(kept, index =>
        {
            int[] inside = [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? size : 1)];
            return f(Plain.Of(inside, offset => x[[.. index.Zip(offset, (a, b) => a + b)]]).Data);
        });
        return keep ? result : new([.. kept.Where((_, axis) => !axes.Contains(axis))], result.Data);
    }

    private static OpRow Along(string name, Op op, Func<double[], double> f) =>
        new(name, op, [new(3, 5, 2) { Values = [1, 3, 2, 3, 1, 1, 4] }], x => [Reduced(x[0], [1], false, f)])
        {
            Types = DTypes.Numbers,
            ResultTypes = [Always(DType.Int32)],
        };

    private static OpRow Running(string name, Op op, int axis, Func<double, double, double> f) =>
        new(name, op, [new(3, 4)], x => [Plain.Of(x[0].Shape, index =>
            Enumerable.Range(0, index[axis] + 1).Select(i => x[0][index.With(axis, i)]).Aggregate(f))])
        {
            Types = DTypes.Numbers,
            Differentiable = [0],
            Slack = 32,
        };

    private static OpRow Ordered(string name, Op op, int axis, int count, bool descending) =>
        new(name, op, [new(3, 5, 4)], x => InOrder(x[0], axis, count, descending))
        {
            Types = DTypes.All,
            ResultTypes = [type => type, Always(DType.Int32)],
            Differentiable = [0],
        };

    private static Plain[] InOrder(Plain x, int axis, int count, bool descending)
    {
        int[] shape = x.Shape.With(axis, Math.Min(count, x.Shape[axis]));
        Plain places = Plain.Of(shape, index =>
        {
            double[] line = [.. Enumerable.Range(0, x.Shape[axis]).Select(i => x[index.With(axis, i)])];
            IEnumerable<int> all = Enumerable.Range(0, line.Length);
            return (descending ? all.OrderByDescending(i => line[i]) : all.OrderBy(i => line[i])).ElementAt(index[axis]);
        });
        return [Plain.Of(shape, index => x[index.With(axis, (int)places[index])]), places];
    }
}
