namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Reductions => new(StringComparer.Ordinal)
    {
        ["Sum"] = Reduction(Ops.Sum), ["Mean"] = Reduction(Ops.Mean), ["Any"] = Reduction(Ops.Any), ["All"] = Reduction(Ops.All), ["Var"] = Reduction(Ops.Var), ["Std"] = Reduction(Ops.Std),
        ["Median"] = Reduction(Ops.Median), ["Ptp"] = Reduction(Ops.Ptp), ["Amax"] = Reduction(Ops.Amax), ["Amin"] = Reduction(Ops.Amin), ["Logsumexp"] = Reduction(Ops.LogSumExp),
        ["Nansum"] = Reduction(Ops.Nansum), ["Nanmean"] = Reduction(Ops.Nanmean), ["Nanmax"] = Reduction(Ops.Nanmax), ["Nanmin"] = Reduction(Ops.Nanmin), ["Nanprod"] = Reduction(Ops.Nanprod),
        ["Nanstd"] = Reduction(Ops.Nanstd), ["Nanvar"] = Reduction(Ops.Nanvar), ["Nanmedian"] = Reduction(Ops.Nanmedian),
        ["Max"] = Extremum(Ops.Max), ["Min"] = Extremum(Ops.Min),
        ["Prod"] = o =>
        {
            (int[]? axes, bool keep, DType? type) = (o.Ints("axis"), o.Flag("keepdims"), o.Type("dtype"));
            return x => [Ops.Prod(x[0], axes, keep, type)];
        },
        ["CountNonzero"] = o => { int[]? axes = o.Ints("axis"); return x => [Ops.CountNonzero(x[0], axes)]; },
        ["Average"] = o => { int[]? axes = o.Ints("axis"); return x => [Ops.Average(x[0], axes, x.OrNull(1))]; },
        ["Argmax"] = Place(Ops.ArgMax), ["Argmin"] = Place(Ops.ArgMin), ["Nanargmax"] = Place(Ops.NanArgMax), ["Nanargmin"] = Place(Ops.NanArgMin),
        ["Cumsum"] = Cumulative(Ops.CumSum), ["Cumprod"] = Cumulative(Ops.CumProd), ["Nancumsum"] = Cumulative(Ops.NanCumSum), ["Nancumprod"] = Cumulative(Ops.NanCumProd),
        ["Quantile"] = Quantile(Ops.Quantile), ["Percentile"] = Quantile(Ops.Percentile), ["Nanquantile"] = Quantile(Ops.Nanquantile), ["Nanpercentile"] = Quantile(Ops.Nanpercentile),
        ["Moments"] = o =>
        {
            (Axes axes, bool keep) = (o.Axes("axes") ?? throw new ConfigException("Moments", "the key \"axes\" is missing."), o.Flag("keepdims"));
            o.Ignore("synchronized");
            return x => Ops.Moments(x[0], axes, keep) is var (mean, variance) ? [mean, variance] : [];
        },
        ["Diff"] = o => { (int n, int axis) = (o.CountOrNull("n") ?? 1, o.Int("axis", -1)); return x => [Ops.Diff(x[0], n, axis)]; },
        ["Norm"] = o =>
        {
            NormOrder? order = o.Take("ord") is not { } given ? null : given.IsString ? given.AsString() : given.AsDouble();
            (Axes? axes, bool keep) = (o.Axes("axis"), o.Flag("keepdims"));
            return x => [Ops.Norm(x[0], order, axes, keep)];
        },
    };

    private static OperationReader Extremum(Func<Tensor, int[]?, bool, double?, Tensor> reduce) => o =>
    {
        (int[]? axes, bool keep, double? initial) = (o.Ints("axis"), o.Flag("keepdims"), o.NumberOrNull("initial"));
        return x => [reduce(x[0], axes, keep, initial)];
    };

    private static OperationReader Place(Func<Tensor, int?, bool, Tensor> reduce) => o =>
    {
        (int? axis, bool keep) = (o.IntOrNull("axis"), o.Flag("keepdims"));
        return x => [reduce(x[0], axis, keep)];
    };

    private static OperationReader Cumulative(Func<Tensor, int?, DType?, Tensor> compute) => o =>
    {
        (int? axis, DType? type) = (o.IntOrNull("axis"), o.Type("dtype"));
        return x => [compute(x[0], axis, type)];
    };

    private static OperationReader Quantile(Func<Tensor, Tensor, int[]?, string, bool, Tensor> compute) => o =>
    {
        (int[]? axes, string method, bool keep) = (o.Ints("axis"), o.Text("method", "linear"), o.Flag("keepdims"));
        return x => [compute(x[0], x[1], axes, method, keep)];
    };
}
