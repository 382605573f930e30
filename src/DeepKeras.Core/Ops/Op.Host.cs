namespace DeepKeras.Operations;

/// <summary>
/// An operation that engines do not run: <see cref="HostStages"/> computes it before and between them. Exporters write it as an operation of
/// the format where there is one.
/// </summary>
internal abstract record HostOp : Op
{
    /// <summary>Computes it.</summary>
    public abstract HostArray[] Compute(HostArray[] x);
}

/// <summary>
/// The likeliest labellings of x[0], (batch, steps, classes) with the blank last, over x[1] steps (batch, int32), found by a beam search:
/// TensorFlow's CTCBeamSearchDecoder. Results: labels (paths, batch, steps), int32, filled up with −1; log probabilities (batch, paths).
/// </summary>
/// <param name="Width">How many labellings are kept at each step.</param>
/// <param name="Paths">How many are given, the likeliest first.</param>
internal sealed record CtcBeamSearch(int Width, int Paths) : HostOp
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.CtcBeamSearch(x[0], x[1], this);

    public override HostArray[] Compute(HostArray[] x)
    {
        (int batch, int steps, int classes) = (x[0].Shape[0], x[0].Shape[1], x[0].Shape[2]);
        var labels = new HostArray(DType.Int32, [Paths, batch, steps]);
        var scores = new HostArray(x[0].Type, [batch, Paths]);
        labels.Fill(-1);
        for (int row = 0; row < batch; row++)
        {
            var beams = new CtcBeams(Width);
            int length = (int)x[1][row];
            if (length > steps)
            {
                throw new ArgumentException($"ctc_decode: sequence {row} has {length} steps of {steps}.");
            }

            double[] logits = new double[classes];
            for (int step = 0; step < length; step++)
            {
                for (int i = 0; i < classes; i++)
                {
                    logits[i] = x[0][(((row * (long)steps) + step) * classes) + i];
                }

                beams.Step(logits);
            }

            IReadOnlyList<CtcBeam> best = beams.Best;
            for (int path = 0; path < Paths; path++)
            {
                CtcBeam beam = path < best.Count ? best[path] : throw new ArgumentException($"ctc_decode: sequence {row} has {best.Count} labellings, and {Paths} are asked for.");
                scores[(row * Paths) + path] = beam.New.Total;
                int[] spelled = beam.Labels();
                for (int i = 0; i < spelled.Length; i++)
                {
                    labels[(((path * (long)batch) + row) * steps) + i] = spelled[i];
                }
            }
        }

        return [labels, scores];
    }
}
