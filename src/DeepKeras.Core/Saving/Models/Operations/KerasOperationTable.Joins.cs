namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Joins => new(StringComparer.Ordinal)
    {
        ["Concatenate"] = o => { int axis = o.Int("axis", 0); return x => [Ops.Concatenate(x.List(0), axis)]; },
        ["Stack"] = o => { int axis = o.Int("axis", 0); return x => [Ops.Stack(x.List(0), axis)]; },
        ["Hstack"] = _ => x => [Ops.HStack(x.List(0))], ["Vstack"] = _ => x => [Ops.VStack(x.List(0))], ["Dstack"] = _ => x => [Ops.DStack(x.List(0))],
        ["Append"] = o => { int? axis = o.IntOrNull("axis"); return x => [Ops.Append(x[0], x[1], axis)]; },
        ["Split"] = Parts(Ops.Split, Ops.Split), ["ArraySplit"] = Parts(Ops.ArraySplit, Ops.ArraySplit),
        ["Hsplit"] = Parts((x, n, _) => Ops.HSplit(x, n), (x, places, _) => Ops.HSplit(x, places)),
        ["Vsplit"] = Parts((x, n, _) => Ops.VSplit(x, n), (x, places, _) => Ops.VSplit(x, places)),
        ["Dsplit"] = Parts((x, n, _) => Ops.DSplit(x, n), (x, places, _) => Ops.DSplit(x, places)),
        ["Unstack"] = o =>
        {
            (int? count, int axis) = (o.CountOrNull("num"), o.Int("axis", 0));
            return x => x[0].Shape[x[0].Shape.Axis(axis)] > OperationOptions.Most ? throw new ShapeException($"expected at most {OperationOptions.Most} parts, got shape {x[0].Shape}.") : Ops.Unstack(x[0], count, axis);
        },
        ["Meshgrid"] = o => { string indexing = o.Text("indexing", "xy"); return x => Ops.Meshgrid(x.All, indexing); },
    };

    private static OperationReader Parts(Func<Tensor, int, int, IReadOnlyList<Tensor>> into, Func<Tensor, int[], int, IReadOnlyList<Tensor>> at) => o =>
    {
        ConfigValue given = o.Take("indices_or_sections") ?? throw new ConfigException("Split", "the key \"indices_or_sections\" is missing.");
        int axis = o.Int("axis", 0);
        if (given.IsNumber)
        {
            int sections = OperationOptions.Checked(given, given.AsInt());
            return x => into(x[0], sections, axis);
        }

        int[] places = given.AsList(item => item.AsInt());
        return x => at(x[0], places, axis);
    };
}
