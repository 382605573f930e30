using System.Numerics.Tensors;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// A support vector machine with the Gaussian kernel exp(-γ |x - y|²), one class against one, solved exactly by <see cref="SmoSolver"/>.
/// γ is 1 / (columns · variance) when not set, as scikit-learn's "scale". ML.NET has none.
/// </summary>
internal sealed class KernelSvmLearner(double c, double? gamma) : ShallowLearner(
    "kernel SVM",
    FormattableString.Invariant($"Gaussian kernel, C = {c}, gamma {(gamma is double factor ? $"{factor} times" : "")} 1 / (columns x variance), one against one, text as the 600 commonest 1-3-grams"),
    new CharacterNGramOptions { MaximumFeatures = 600 }), ITunableLearner
{
    public string SearchSpace => "C 0.1 to 300, gamma 0.03 to 30 times 1 / (columns x variance)";

    public ILearner Variant(SearchDraw draw) => new KernelSvmLearner(draw.LogUniform(0.1, 300), draw.LogUniform(0.03, 30));

    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    protected override IShallowModel Train(ShallowTraining training)
    {
        int width = training.Rows.Width, classes = training.Data.Classes.Count;
        float[] rows = DenseRows.Of(training.Rows);
        double scale = (gamma ?? 1) / (width * Variance(rows));
        int[] labels = training.Data.Labels.ToArray();
        (int A, int B)[] pairs = [.. Enumerable.Range(0, classes).SelectMany(a => Enumerable.Range(a + 1, classes - a - 1).Select(b => (a, b)))];
        var machines = new Machine?[pairs.Length];
        Parallel.For(0, pairs.Length, new ParallelOptions { CancellationToken = training.Cancellation }, p =>
        {
            (int a, int b) = pairs[p];
            int[] of = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == a || labels[row] == b)];
            sbyte[] signs = [.. of.Select(row => (sbyte)(labels[row] == b ? 1 : -1))];
            if (signs.Contains((sbyte)1) && signs.Contains((sbyte)-1))
            {
                (double[] alpha, double bias) = new SmoSolver(of, signs, rows, width, scale, c, training.Cancellation).Solve();
                int[] support = [.. Enumerable.Range(0, of.Length).Where(i => alpha[i] > 0)];
                machines[p] = new Machine(a, b, [.. support.Select(i => of[i])], [.. support.Select(i => alpha[i] * signs[i])], bias);
            }
        });
        return Model.Of([.. machines.OfType<Machine>()], rows, width, scale, classes);
    }

    private static double Variance(float[] values)
    {
        double mean = 0, squares = 0;
        foreach (float value in values)
        {
            mean += value / (double)values.Length;
        }

        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean) / values.Length;
        }

        return squares > 0 ? squares : 1;
    }

    private sealed record Machine(int A, int B, int[] Support, double[] Coefficients, double Bias);

    private sealed class Model(Machine[] machines, float[] support, int width, double gamma, int classes) : IShallowModel
    {
        public long Size => support.Length + machines.Sum(machine => (long)machine.Support.Length + 1);

        public string SizeUnit => "parameters";

        public long Bytes => 4L * Size;

        // Only rows that support some machine are kept.
        public static Model Of(Machine[] machines, float[] rows, int width, double gamma, int classes)
        {
            int[] used = [.. machines.SelectMany(machine => machine.Support).Distinct().Order()];
            var place = used.Select((row, i) => (row, i)).ToDictionary(pair => pair.row, pair => pair.i);
            var support = new float[used.Length * width];
            for (int i = 0; i < used.Length; i++)
            {
                rows.AsSpan(used[i] * width, width).CopyTo(support.AsSpan(i * width));
            }

            return new Model([.. machines.Select(machine => machine with { Support = [.. machine.Support.Select(row => place[row])] })], support, width, gamma, classes);
        }

        public Predictions Predict(EncodedRows asked)
        {
            int count = support.Length / width;
            float[] queries = DenseRows.Of(asked);
            var margins = new float[asked.Rows, Math.Max(2, classes)];
            Parallel.For(0, asked.Rows, () => new double[count], (row, _, kernel) =>
            {
                ReadOnlySpan<float> query = queries.AsSpan(row * width, width);
                for (int i = 0; i < count; i++)
                {
                    double distance = TensorPrimitives.Distance(query, support.AsSpan(i * width, width));
                    kernel[i] = Math.Exp(-gamma * distance * distance);
                }

                Vote(kernel, row, margins);
                return kernel;
            }, _ => { });
            return Predictions.OfMargins(margins);
        }

        // Votes decide; the sum of margins, drawn into (-1/3, 1/3), orders classes with as many votes.
        private void Vote(double[] kernel, int row, float[,] margins)
        {
            Span<double> votes = stackalloc double[margins.GetLength(1)], sums = stackalloc double[margins.GetLength(1)];
            foreach (Machine machine in machines)
            {
                double f = machine.Bias;
                for (int i = 0; i < machine.Support.Length; i++)
                {
                    f += machine.Coefficients[i] * kernel[machine.Support[i]];
                }

                votes[f > 0 ? machine.B : machine.A]++;
                sums[machine.B] += f;
                sums[machine.A] -= f;
            }

            for (int c = 0; c < votes.Length; c++)
            {
                margins[row, c] = (float)(classes == 2 ? sums[c] : votes[c] + (sums[c] / (3 * (Math.Abs(sums[c]) + 1))));
            }
        }
    }
}
