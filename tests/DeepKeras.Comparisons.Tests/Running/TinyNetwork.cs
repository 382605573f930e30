using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Running;

/// <summary>A small real network for the tests: one hidden ReLU layer, softmax or a number, Adam on mini-batches.</summary>
internal sealed class TinyNetwork(string name = "tiny mlp", int hidden = 16, int epochs = 40) : ILearner
{
    public string Name => name;

    public LearnerKind Kind => LearnerKind.Deep;

    public string Settings => $"{hidden} ReLU units, Adam 0.01, {epochs} epochs of batches of 32";

    /// <summary>How many fitted networks have not been disposed.</summary>
    public int Alive { get; private set; }

    public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
    {
        TableEncoder encoder = TableEncoder.Fit(training);
        int outputs = training.Task == LearningTask.Regression ? 1 : training.Classes.Count;
        var net = new Fitted(this, encoder, hidden, outputs, training, seed);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            net.Epoch();
        }

        Alive++;
        return net;
    }

    private sealed class Fitted : IFittedLearner
    {
        private readonly TinyNetwork owner;
        private readonly TableEncoder encoder;
        private readonly int inputs, hidden, outputs;
        private readonly double[] weights, gradient, first, second;
        private readonly Random random;
        private readonly bool regression;
        private readonly double shift, scale = 1;
        private float[] x;
        private double[] y;
        private int step;

        public Fitted(TinyNetwork owner, TableEncoder encoder, int hidden, int outputs, Dataset training, int seed)
        {
            this.owner = owner;
            this.encoder = encoder;
            this.hidden = hidden;
            this.outputs = outputs;
            inputs = encoder.Width;
            random = new Random(seed);
            regression = training.Task == LearningTask.Regression;
            x = encoder.Transform(training);
            if (regression)
            {
                y = [.. training.Targets.ToArray().Select(t => (double)t)];
                shift = y.Average();
                scale = Math.Max(1e-9, Math.Sqrt(y.Average(t => (t - shift) * (t - shift))));
                y = [.. y.Select(t => (t - shift) / scale)];
            }
            else
            {
                y = [.. training.Labels.ToArray().Select(label => (double)label)];
            }

            weights = new double[((inputs + 1) * hidden) + ((hidden + 1) * outputs)];
            gradient = new double[weights.Length];
            first = new double[weights.Length];
            second = new double[weights.Length];
            for (int i = 0; i < weights.Length; i++)
            {
                bool bias = i >= inputs * hidden && i < (inputs + 1) * hidden || i >= weights.Length - outputs;
                weights[i] = bias ? 0 : ((2 * random.NextDouble()) - 1) * Math.Sqrt(6.0 / (hidden + (i < inputs * hidden ? inputs : outputs)));
            }
        }

        public long Size => weights.Length;

        public string SizeUnit => "parameters";

        public void Epoch()
        {
            int[] order = [.. Enumerable.Range(0, y.Length)];
            random.Shuffle(order);
            var h = new double[hidden];
            var o = new double[outputs];
            for (int from = 0; from < order.Length; from += 32)
            {
                Array.Clear(gradient);
                int to = Math.Min(order.Length, from + 32);
                for (int i = from; i < to; i++)
                {
                    Forward(x.AsSpan(order[i] * inputs, inputs), h, o);
                    Backward(x.AsSpan(order[i] * inputs, inputs), h, o, y[order[i]], to - from);
                }

                Adam();
            }
        }

        public Predictions Predict(Dataset rows)
        {
            float[] encoded = encoder.Transform(rows);
            var h = new double[hidden];
            var o = new double[outputs];
            var numbers = new float[rows.Rows];
            var probabilities = new float[rows.Rows, outputs];
            for (int row = 0; row < rows.Rows; row++)
            {
                Forward(encoded.AsSpan(row * inputs, inputs), h, o);
                numbers[row] = (float)((o[0] * scale) + shift);
                for (int c = 0; c < outputs; c++)
                {
                    probabilities[row, c] = (float)o[c];
                }
            }

            return regression ? Predictions.OfNumbers(numbers) : Predictions.OfProbabilities(probabilities);
        }

        public void Dispose() => owner.Alive--;

        private void Forward(ReadOnlySpan<float> row, double[] h, double[] o)
        {
            int biases = inputs * hidden, head = biases + hidden, headBiases = head + (hidden * outputs);
            for (int j = 0; j < hidden; j++)
            {
                double sum = weights[biases + j];
                for (int i = 0; i < inputs; i++)
                {
                    sum += row[i] * weights[(i * hidden) + j];
                }

                h[j] = Math.Max(0, sum);
            }

            for (int c = 0; c < outputs; c++)
            {
                o[c] = weights[headBiases + c];
                for (int j = 0; j < hidden; j++)
                {
                    o[c] += h[j] * weights[head + (j * outputs) + c];
                }
            }

            if (!regression)
            {
                double highest = o.Max(), total = 0;
                for (int c = 0; c < outputs; c++)
                {
                    total += o[c] = Math.Exp(o[c] - highest);
                }

                for (int c = 0; c < outputs; c++)
                {
                    o[c] /= total;
                }
            }
        }

        private void Backward(ReadOnlySpan<float> row, double[] h, double[] o, double target, int batch)
        {
            int biases = inputs * hidden, head = biases + hidden, headBiases = head + (hidden * outputs);
            for (int j = 0; j < hidden; j++)
            {
                double back = 0;
                for (int c = 0; c < outputs; c++)
                {
                    double error = (regression ? o[0] - target : o[c] - (c == (int)target ? 1 : 0)) / batch;
                    gradient[head + (j * outputs) + c] += error * h[j];
                    back += error * weights[head + (j * outputs) + c];
                    if (j == 0)
                    {
                        gradient[headBiases + c] += error;
                    }
                }

                if (h[j] > 0)
                {
                    gradient[biases + j] += back;
                    for (int i = 0; i < inputs; i++)
                    {
                        gradient[(i * hidden) + j] += back * row[i];
                    }
                }
            }
        }

        private void Adam()
        {
            step++;
            double rate = 0.01 * Math.Sqrt(1 - Math.Pow(0.999, step)) / (1 - Math.Pow(0.9, step));
            for (int i = 0; i < weights.Length; i++)
            {
                first[i] = (0.9 * first[i]) + (0.1 * gradient[i]);
                second[i] = (0.999 * second[i]) + (0.001 * gradient[i] * gradient[i]);
                weights[i] -= rate * first[i] / (Math.Sqrt(second[i]) + 1e-7);
            }
        }
    }
}
