using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Factors of matrices and what is solved with them; reductions of segments.</summary>
internal static class MatrixOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Add("Cholesky", call => Ops.Emit(new Cholesky(Required: true), call[0]));
        table.AddAll("LogMatrixDeterminant", call => Ops.EmitAll(new LogDeterminant(), call[0]));
        table.Add("MatrixSolve", call => Ops.Emit(new Solve(), call.Flag("adjoint") ? Ops.SwapAxes(call[0], -2, -1) : call[0], call[1]));
        table.Add("MatrixTriangularSolve", call =>
        {
            bool turned = call.Flag("adjoint");
            return Ops.Emit(new TriangularSolve(call.Flag("lower", missing: true) != turned), turned ? Ops.SwapAxes(call[0], -2, -1) : call[0], call[1]);
        });
        table.AddAll("Qr", call => Ops.EmitAll(new Qr(call.Flag("full_matrices")), call[0]));
        table.AddAll("Svd", call =>
        {
            // The singular values first, and V itself.
            Tensor[] all = Ops.EmitAll(new Svd(call.Flag("full_matrices")), call[0]);
            return [all[1], all[0], Ops.SwapAxes(all[2], -2, -1)];
        });
        table.AddAll("SelfAdjointEigV2", call => Ops.EmitAll(new Eigh(), call[0]));
        table.AddAll("Lu", call => Ops.EmitAll(new Lu(), call[0]));
        foreach (ReduceKind kind in (ReadOnlySpan<ReduceKind>)[ReduceKind.Max, ReduceKind.Min, ReduceKind.Prod])
        {
            table.Add($"UnsortedSegment{kind}", call => Ops.Emit(new SegmentReduce(kind, call.Int(2)), call[0], call[1]));
        }
    }
}
