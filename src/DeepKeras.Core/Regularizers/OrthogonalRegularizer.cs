namespace DeepKeras.Regularizers;

/// <summary>
/// factor · the mean of |cos| between pairs of rows or columns, so that they become orthogonal. After <c>keras.regularizers.OrthogonalRegularizer</c>.
/// </summary>
/// <param name="factor">The factor, at least 0.</param>
/// <param name="mode">Rows or columns.</param>
public sealed partial class OrthogonalRegularizer(double factor = 0.01, OrthogonalMode mode = OrthogonalMode.Rows) : Regularizer
{
    /// <summary>What a squared length is at least, against division by 0; as in <c>keras.utils.normalize</c>.</summary>
    private const double LeastSquare = 1e-12;

    /// <summary>The factor.</summary>
    public double Factor { get; } = Hyperparameter.NotNegative(factor);

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The tensor is no matrix of known size.</exception>
    public override Tensor Penalty(Tensor x)
    {
        if (x.Shape.Rank != 2 || !x.Shape.IsKnown)
        {
            throw new ShapeException($"the orthogonal regularizer is for matrices of known size, got {x.Shape}.");
        }

        bool rows = Mode == OrthogonalMode.Rows;
        int size = x.Shape[rows ? 0 : 1];
        Tensor unit = x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), [rows ? 1 : 0], keepDims: true), LeastSquare));
        Tensor cosines = Ops.MatMul(unit, unit, transposeA: !rows, transposeB: rows);
        Tensor positions = Ops.Positions(x, rows ? 0 : 1);
        Tensor others = Ops.Cast(Ops.NotEqual(Ops.ExpandDims(positions, 0), Ops.ExpandDims(positions, 1)), x.DType);
        double pairs = size * (size - 1.0) / 2;
        return Factor * 0.5 * Ops.Sum(Ops.Abs(cosines * others)) / pairs;
    }
}
