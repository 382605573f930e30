using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Gradients of factors of matrices, of what is solved with them, of the Fourier transform and of reductions of segments.</summary>
internal static partial class GradientRules
{
    /// <summary>The rules of operations with several results, any of which may have a gradient; null: it is none of these.</summary>
    private static Tensor?[]? OfSeveral(OpNode node, Tensor?[] weights)
    {
        Tensor[] x = node.Inputs;
        Tensor[] y = node.Outputs;
        if (weights.All(weight => weight is null))
        {
            return null;
        }

        switch (node.Op)
        {
            case SparseCrossEntropyAndGradient:
                return [CrossEntropy(x[0], node, weights), null];
            case LogDeterminant:
                // The sign is flat wherever it is defined.
                return [weights[1] is { } log ? Transposed(Solved(x[0], Identity(x[0]))) * Ops.ExpandDims(Ops.ExpandDims(log, -1), -1) : null];
            case Qr op:
                return [OfQr(op, x[0], y[0], y[1], weights[0], weights[1])];
            case Svd:
                return [OfSvd(x[0], y, weights)];
            case Eigh:
                return [OfEigh(y[0], y[1], weights[0], weights[1])];
            case Fft op:
                // The transposed transform, which is the other direction but for the factor 1/n.
                Tensor none = Ops.Filled(x[0].DType, x[0].Shape, 0);
                Tensor[] turned = Ops.EmitAll(new Fft(!op.Inverse), weights[0] ?? none, weights[1] ?? none);
                int length = x[0].Shape[^1];
                Tensor factor = Ops.Constant(x[0].DType, op.Inverse ? 1.0 / Math.Max(1, length) : length);
                return [turned[0] * factor, turned[1] * factor];
            case Eig or Lu:
                throw Refused(node.Op);
            default:
                return null;
        }
    }

    private static Tensor?[]? OfMatrices(Op op, Tensor[] x, Tensor y, Tensor g)
    {
        switch (op)
        {
            case Cholesky:
                // L⁻ᵀ Φ(Lᵀ G) L⁻¹, made symmetric; Φ takes the lower triangle and half of the diagonal.
                Tensor inner = Product(y, g, transposeA: true);
                Tensor half = (Ops.Tril(inner) + Ops.Tril(inner, -1)) * Ops.Constant(g.DType, 0.5);
                Tensor left = TriangularSolved(Transposed(y), half, lower: false);
                Tensor whole = Transposed(TriangularSolved(Transposed(y), Transposed(left), lower: false));
                return [(whole + Transposed(whole)) * Ops.Constant(g.DType, 0.5)];
            case Solve:
                Tensor right = Solved(Transposed(x[0]), g);
                return [-Product(right, y, transposeB: true), right];
            case TriangularSolve solve:
                Tensor triangular = TriangularSolved(Transposed(x[0]), g, !solve.Lower);
                Tensor toMatrix = -Product(triangular, y, transposeB: true);
                return [solve.Lower ? Ops.Tril(toMatrix) : Ops.Triu(toMatrix), triangular];
            case SegmentReduce { Kind: ReduceKind.Prod } segments:
                return [ProductOfSegment(segments, x[0], x[1], y, g), null];
            case SegmentReduce segments:
                // Equal ones share the gradient evenly, as in TensorFlow.
                (Tensor inside, Tensor at) = Inside(x[1], segments.Segments, x[0].Shape.Rank);
                Tensor chosen = Ops.LogicalAnd(Ops.Equal(x[0], Ops.Take(y, at, 0)), inside);
                Tensor number = Ops.Take(Ops.SegmentSum(Ops.Cast(chosen, g.DType), x[1], segments.Segments), at, 0);
                return [Where(chosen, Ops.Take(g, at, 0) / number, Ops.Constant(g.DType, 0)), null];
            default:
                return null;
        }
    }

    /// <summary>The product of the other elements of the segment: right where one of them, or several, are 0.</summary>
    private static Tensor ProductOfSegment(SegmentReduce op, Tensor x, Tensor segments, Tensor y, Tensor g)
    {
        Tensor zero = Ops.Constant(g.DType, 0);
        Tensor one = Ops.Constant(g.DType, 1);
        (Tensor inside, Tensor at) = Inside(segments, op.Segments, x.Shape.Rank);
        Tensor isZero = Ops.Equal(x, zero);
        Tensor zeros = Ops.SegmentSum(Ops.Cast(isZero, g.DType), segments, op.Segments);
        Tensor others = Ops.Emit(op, Where(isZero, one, x), segments);
        Tensor weight = Ops.Take(Where(Ops.Greater(zeros, one), zero, g), at, 0);
        Tensor partial = Where(isZero, Ops.Take(others, at, 0), Ops.Take(y, at, 0) / Where(isZero, one, x));
        return Where(inside, weight * partial, zero);
    }

    /// <summary>Which rows go to a segment, and to which (0 for the others).</summary>
    private static (Tensor Inside, Tensor At) Inside(Tensor segments, int count, int rank)
    {
        Tensor index = Ops.Cast(segments, DType.Int64);
        Tensor inside = Ops.LogicalAnd(Ops.GreaterEqual(index, 0), Ops.Less(index, count));
        return (Ops.Reshape(inside, [index.Shape[0], .. Enumerable.Repeat(1, rank - 1)]), Where(inside, index, Ops.Constant(DType.Int64, 0)));
    }

    /// <summary>(G + Q copyltu(R Gᵣᵀ − Gᵀ Q)) R⁻ᵀ (Walter and Lehmann, 2018); of a wide matrix the columns beyond the square only pass through R.</summary>
    private static Tensor OfQr(Qr op, Tensor x, Tensor q, Tensor r, Tensor? toQ, Tensor? toR)
    {
        (int rows, int columns) = (x.Shape[^2], x.Shape[^1]);
        if (op.Complete && rows > columns)
        {
            throw new EngineException($"the engine \"tensorflow\" has no gradient of a complete Qr of {x.Shape}, which has more rows than columns; take the reduced one.");
        }

        Tensor g = toQ ?? Ops.ZerosLike(q);
        Tensor h = toR ?? Ops.ZerosLike(r);
        if (rows < columns)
        {
            Tensor rest = Cut(h, h.Shape.Rank - 1, rows, columns - rows);
            Tensor square = OfSquare(Cut(r, r.Shape.Rank - 1, 0, rows), g + Product(Cut(x, x.Shape.Rank - 1, rows, columns - rows), rest, transposeB: true), Cut(h, h.Shape.Rank - 1, 0, rows));
            return Ops.Concatenate([square, Product(q, rest)], -1);
        }

        return OfSquare(r, g, h);

        Tensor OfSquare(Tensor upper, Tensor g, Tensor h)
        {
            Tensor mixed = Product(upper, h, transposeB: true) - Product(g, q, transposeA: true);
            Tensor symmetric = Ops.Tril(mixed) + Transposed(Ops.Tril(mixed, -1));
            return Transposed(TriangularSolved(upper, Transposed(g + Product(q, symmetric)), lower: false));
        }
    }

    /// <summary>U ((skew(Uᵀ Gᵤ) S + S skew(Vᵀ Gᵥ)) / E + diag(Gₛ)) Vᵀ with Eᵢⱼ = sⱼ² − sᵢ², and what lies outside of U and V.</summary>
    private static Tensor OfSvd(Tensor x, Tensor[] y, Tensor?[] weights)
    {
        int size = y[1].Shape[^1];
        if ((weights[0] is not null && y[0].Shape[^1] > size) || (weights[2] is not null && y[2].Shape[^2] > size))
        {
            throw new EngineException($"the engine \"tensorflow\" has no gradient to the completed columns of the Svd of {x.Shape}; take the singular vectors without fullMatrices.");
        }

        Tensor u = Cut(y[0], x.Shape.Rank - 1, 0, size);
        Tensor s = y[1];
        Tensor vh = Cut(y[2], x.Shape.Rank - 2, 0, size);
        Tensor row = Ops.ExpandDims(s, -2);
        Tensor column = Ops.ExpandDims(s, -1);
        Tensor inner = weights[1] is { } toS ? Diagonal(toS) : Ops.Filled(x.DType, [.. s.Shape, size], 0);
        Tensor apart = (row * row) - (column * column) + Identity(inner);
        Tensor? outside = null;
        if (weights[0] is { } toU)
        {
            Tensor along = Product(u, toU, transposeA: true);
            inner += (along - Transposed(along)) / apart * row;
            outside = x.Shape[^2] > size ? Product((toU - Product(u, along)) / row, vh) : null;
        }

        if (weights[2] is { } toV)
        {
            Tensor along = Product(vh, toV, transposeB: true);
            inner += column * ((along - Transposed(along)) / apart);
            if (x.Shape[^1] > size)
            {
                Tensor more = Product(u, (toV - Product(Transposed(along), vh)) / column);
                outside = outside is null ? more : outside + more;
            }
        }

        Tensor whole = Product(Product(u, inner), vh);
        return outside is null ? whole : whole + outside;
    }

    /// <summary>V (diag(Gₗ) + Vᵀ Gᵥ / E) Vᵀ with Eᵢⱼ = λⱼ − λᵢ.</summary>
    private static Tensor OfEigh(Tensor values, Tensor vectors, Tensor? toValues, Tensor? toVectors)
    {
        Tensor inner = toValues is null ? Ops.Filled(vectors.DType, vectors.Shape, 0) : Diagonal(toValues);
        if (toVectors is not null)
        {
            Tensor one = Identity(vectors);
            Tensor apart = Ops.ExpandDims(values, -2) - Ops.ExpandDims(values, -1) + one;
            inner += Product(vectors, toVectors, transposeA: true) / apart * (Ops.Constant(vectors.DType, 1) - one);
        }

        return Product(Product(vectors, inner), vectors, transposeB: true);
    }

    private static Tensor Product(Tensor a, Tensor b, bool transposeA = false, bool transposeB = false) => Ops.Emit(new MatMul(transposeA, transposeB), a, b);

    private static Tensor Solved(Tensor a, Tensor b) => Ops.Emit(new Solve(), a, b);

    private static Tensor TriangularSolved(Tensor a, Tensor b, bool lower) => Ops.Emit(new TriangularSolve(lower), a, b);

    private static Tensor Transposed(Tensor x) => Ops.SwapAxes(x, -2, -1);

    /// <summary>Unit matrices of the shape of x.</summary>
    private static Tensor Identity(Tensor x) => Ops.BroadcastTo(Ops.Eye(x.Shape[^2], x.Shape[^1], dtype: x.DType), x.Shape);

    private static Tensor Diagonal(Tensor values) => Ops.ExpandDims(values, -1) * Ops.Eye(values.Shape[^1], dtype: values.DType);

    private static EngineException Refused(Op op) => new($"the engine \"tensorflow\" has no gradient of the operation {op.GetType().Name}.");
}
