using DeepKeras.Layers;

namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Linear => new(StringComparer.Ordinal)
    {
        ["Matmul"] = Of(Ops.MatMul), ["Dot"] = Of(Ops.Dot), ["Vdot"] = Of(Ops.Vdot), ["Inner"] = Of(Ops.Inner), ["Outer"] = Of(Ops.Outer), ["Kron"] = Of(Ops.Kron), ["CDist"] = Of(Ops.Cdist),
        ["Einsum"] = o => { string subscripts = o.RequiredText("subscripts"); return x => [Ops.Einsum(subscripts, x.All)]; },
        ["Tensordot"] = ReadTensordot,
        ["Cross"] = o =>
        {
            (int first, int second, int result, int? all) = (o.Int("axisa", -1), o.Int("axisb", -1), o.Int("axisc", -1), o.IntOrNull("axis"));
            return x => [Ops.Cross(x[0], x[1], first, second, result, all)];
        },
        ["Det"] = Of(Ops.Det), ["Logdet"] = Of(Ops.Logdet), ["Inv"] = Of(Ops.Inv), ["Solve"] = Of(Ops.Solve),
        ["Slogdet"] = _ => x => Ops.Slogdet(x[0]) is var (sign, log) ? [sign, log] : [],
        ["SolveTriangular"] = o => { bool lower = o.Flag("lower"); return x => [Ops.SolveTriangular(x[0], x[1], lower)]; },
        ["Cholesky"] = o => { bool upper = o.Flag("upper"); return x => [Ops.Cholesky(x[0], upper)]; },
        ["CholeskyInverse"] = o => { bool upper = o.Flag("upper"); return x => [Ops.CholeskyInverse(x[0], upper)]; },
        ["Eigh"] = _ => x => Ops.Eigh(x[0]) is var (values, vectors) ? [values, vectors] : [],
        ["Qr"] = o => { string mode = o.Text("mode", "reduced"); return x => Ops.Qr(x[0], mode) is var (q, r) ? [q, r] : []; },
        ["SVD"] = o =>
        {
            (bool full, bool vectors) = (o.Flag("full_matrices", true), o.Flag("compute_uv", true));
            return x => !vectors ? [Ops.SingularValues(x[0])] : Ops.Svd(x[0], full) is var (u, s, vh) ? [u, s, vh] : [];
        },
        ["LuFactor"] = _ => x => Ops.LuFactor(x[0]) is var (lu, permutation) ? [lu, permutation] : [],
        ["Pinv"] = o => { double? rcond = o.NumberOrNull("rcond"); return x => [Ops.Pinv(x[0], rcond)]; },
        ["Lstsq"] = o => { double? rcond = o.NumberOrNull("rcond"); return x => [Ops.Lstsq(x[0], x[1], rcond)]; },
        ["MatrixRank"] = o => { double? tolerance = o.NumberOrNull("tol"); return x => [Ops.MatrixRank(x[0], tolerance)]; },
    };

    private static Func<Operands, IReadOnlyList<Tensor>> ReadTensordot(OperationOptions o)
    {
        if (o.Take("axes") is not { } axes || axes.IsNumber)
        {
            int count = o.Int("axes", 2);
            return x => [Ops.Tensordot(x[0], x[1], count)];
        }

        Axes[] sides = axes.AsList(Axes.Read);
        return sides.Length == 2 ? x => [Ops.Tensordot(x[0], x[1], (sides[0], sides[1]))] : throw axes.Expected("the axes of two tensors");
    }
}
