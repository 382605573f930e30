using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private static DType[] Wide => [DType.Float32, DType.Float64];

    private static IEnumerable<OpRow> LinalgRows =>
    [
        new("Cholesky", new Cholesky(true), [Definite], x => [Lower(x[0])]) { Types = Wide, Slack = 32 },
        new("Cholesky, NaN for what has none", new Cholesky(false), [new(3, 2, 2) { Values = [1, 2, 2, 1] }], x => [Plain.Of(x[0].Shape, _ => double.NaN)]) { Types = Wide },
        new("LogDeterminant", new LogDeterminant(), [Definite], x => [OfMatrix(x[0], (a, b, c, d) => Math.Sign((a * d) - (b * c))), OfMatrix(x[0], (a, b, c, d) => Math.Log(Math.Abs((a * d) - (b * c))))])
        {
            Types = Wide, Slack = 32, Differentiable = [0], DifferentiableResults = [1],
        },
        new("Solve", new Solve(), [Definite, new(3, 2, 2) { Phase = 1 }], x => [Solved(x[0], x[1])]) { Types = Wide, Slack = 32, Differentiable = [0, 1] },
        new("TriangularSolve of the lower triangle", new TriangularSolve(true), [Definite, new(3, 2, 2) { Phase = 1 }], x => [Forward(x[0], x[1])]) { Types = Wide, Slack = 32, Differentiable = [0, 1] },
        new("Qr", new Qr(false), [Definite], x => [.. Reflected(x[0])]) { Types = Wide, Slack = 32 },
        new("Svd of one number", new Svd(false), [OneByOne], x => [x[0].Map(_ => 1), Plain.Of(x[0].Shape[..^1], i => x[0][[.. i, 0]]), x[0].Map(_ => 1)]) { Types = Wide, Slack = 32 },
        new("Eigh of one number", new Eigh(), [OneByOne], x => [Plain.Of(x[0].Shape[..^1], i => x[0][[.. i, 0]]), x[0].Map(_ => 1)]) { Types = Wide, Slack = 32 },
        new("Eig of one number", new Eig(), [OneByOne], x => [Plain.Of(x[0].Shape[..^1], i => x[0][[.. i, 0]]), Plain.Of(x[0].Shape[..^1], _ => 0), x[0].Map(_ => 1), x[0].Map(_ => 0)]) { Types = Wide, Slack = 32 },
        new("Lu", new Lu(), [Definite], x => [Factors(x[0]), Plain.Of(x[0].Shape[..^1], i => i[^1])]) { Types = Wide, Slack = 32, ResultTypes = [type => type, Always(DType.Int32)] },
        .. new[] { false, true }.Select(inverse => new OpRow($"Fft{(inverse ? ", inverse" : string.Empty)}", new Fft(inverse), [new(3, 5), new(3, 5) { Phase = 1 }], x => [.. Spectrum(x[0], x[1], inverse)])
        {
            Types = Wide, Slack = 32, Differentiable = [0, 1], DifferentiableResults = [0, 1],
        }),
        Reduced(ReduceKind.Max, -float.MaxValue, Math.Max),
        Reduced(ReduceKind.Min, float.MaxValue, Math.Min),
        Reduced(ReduceKind.Prod, 1, (a, b) => a * b),
    ];

    private static Operand Definite => new(3, 2, 2) { Values = [4, 1, 1, 3] };

    private static Operand OneByOne => new(3, 1, 1) { Domain = (1, 2) };

    private static Plain OfMatrix(Plain x, Func<double, double, double, double, double> function) =>
        Plain.Of(x.Shape[..^2], i => function(x[[.. i, 0, 0]], x[[.. i, 0, 1]], x[[.. i, 1, 0]], x[[.. i, 1, 1]]));

    private static Plain Lower(Plain x) => Plain.Of(x.Shape, i =>
    {
        int batch = i[0];
        double first = Math.Sqrt(x[batch, 0, 0]);
        double left = x[batch, 1, 0] / first;
        return (i[1], i[2]) switch
        {
            (0, 0) => first,
            (1, 0) => left,
            (1, 1) => Math.Sqrt(x[batch, 1, 1] - (left * left)),
            _ => 0,
        };
    });

    private static Plain Solved(Plain a, Plain b) => Plain.Of(b.Shape, i =>
    {
        int n = i[0];
        double determinant = (a[n, 0, 0] * a[n, 1, 1]) - (a[n, 0, 1] * a[n, 1, 0]);
        return i[1] == 0 ? ((a[n, 1, 1] * b[n, 0, i[2]]) - (a[n, 0, 1] * b[n, 1, i[2]])) / determinant
            : ((a[n, 0, 0] * b[n, 1, i[2]]) - (a[n, 1, 0] * b[n, 0, i[2]])) / determinant;
    });

    private static Plain Forward(Plain a, Plain b) => Plain.Of(b.Shape, i =>
    {
        double first = b[i[0], 0, i[2]] / a[i[0], 0, 0];
        return i[1] == 0 ? first : (b[i[0], 1, i[2]] - (a[i[0], 1, 0] * first)) / a[i[0], 1, 1];
    });

    /// <summary>Householder's reflection of the first column onto the negative axis.</summary>
    private static Plain[] Reflected(Plain x)
    {
        Plain q = Plain.Of(x.Shape, i =>
        {
            double length = Math.Sqrt((x[i[0], 0, 0] * x[i[0], 0, 0]) + (x[i[0], 1, 0] * x[i[0], 1, 0]));
            return i[1] != i[2] ? -x[i[0], 1, 0] / length : (i[1] == 0 ? -1 : 1) * x[i[0], 0, 0] / length;
        });
        return [q, Plain.Of(x.Shape, i => i[1] > i[2] ? 0 : (q[i[0], 0, i[1]] * x[i[0], 0, i[2]]) + (q[i[0], 1, i[1]] * x[i[0], 1, i[2]]))];
    }

    private static Plain Factors(Plain x) => Plain.Of(x.Shape, i =>
    {
        double left = x[i[0], 1, 0] / x[i[0], 0, 0];
        return i[1] == 0 ? x[i[0], 0, i[2]] : i[2] == 0 ? left : x[i[0], 1, 1] - (left * x[i[0], 0, 1]);
    });

    private static IEnumerable<Plain> Spectrum(Plain real, Plain imaginary, bool inverse)
    {
        int length = real.Shape[1];
        double Turn(int[] i, bool wantsReal)
        {
            double sum = 0;
            for (int t = 0; t < length; t++)
            {
                double angle = (inverse ? 2 : -2) * Math.PI * t * i[1] / length;
                (double re, double im) = (real[i[0], t], imaginary[i[0], t]);
                sum += wantsReal ? (re * Math.Cos(angle)) - (im * Math.Sin(angle)) : (re * Math.Sin(angle)) + (im * Math.Cos(angle));
            }

            return inverse ? sum / length : sum;
        }

        yield return Plain.Of(real.Shape, i => Turn(i, wantsReal: true));
        yield return Plain.Of(real.Shape, i => Turn(i, wantsReal: false));
    }

    private static OpRow Reduced(ReduceKind kind, double none, Func<double, double, double> combine) =>
        new($"SegmentReduce to the {kind}", new SegmentReduce(kind, 3), [new(7, 2), new(7) { Type = DType.Int32, Values = [2, 0, -1, 1, 3, 0, 2] }], x =>
        [
            Plain.Of([3, 2], i => Enumerable.Range(0, x[0].Shape[0]).Where(row => x[1][row] == i[0]).Select(row => x[0][row, i[1]]).Aggregate(none, combine)),
        ])
        {
            Types = [DType.Float32],
            RefusesOthers = false,
            Differentiable = kind == ReduceKind.Prod ? [0] : [],
        };
}
