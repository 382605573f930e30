using System.Numerics.Tensors;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// The k nearest training rows by Euclidean distance on the encoded columns (Fix and Hodges 1951; Cover and Hart 1967), all distances computed:
/// shares of their classes, or their mean target. Of equally far rows the earlier one counts.
/// </summary>
internal sealed class KnnLearner(int k, bool byDistance = false) : ShallowLearner(
    "nearest neighbours", $"{k} nearest rows{(byDistance ? ", weighed by 1 / distance" : "")}, text as the 600 commonest 1-3-grams", new CharacterNGramOptions { MaximumFeatures = 600 }), ITunableLearner
{
    public string SearchSpace => "1 to 50 neighbours, weighed alike or by 1 / distance";

    public ILearner Variant(SearchDraw draw) => new KnnLearner(draw.WholeLogUniform(1, 50), draw.Pick(false, true));

    protected override IShallowModel Train(ShallowTraining training)
    {
        float[] rows = DenseRows.Of(training.Rows);
        bool regression = training.Data.Task == LearningTask.Regression;
        return new Model(k, byDistance, rows, training.Rows.Width, regression ? null : training.Data.Labels.ToArray(), training.Data.Classes.Count,
            regression ? training.Data.Targets.ToArray() : null);
    }

    private sealed class Model(int k, bool byDistance, float[] rows, int width, int[]? labels, int classes, float[]? targets) : IShallowModel
    {
        private readonly int count = rows.Length / width;

        public long Size => rows.Length;

        public string SizeUnit => "numbers kept";

        public long Bytes => 4L * (rows.Length + count);

        public Predictions Predict(EncodedRows asked)
        {
            var numbers = new float[targets is null ? 0 : asked.Rows];
            var shares = new float[targets is null ? asked.Rows : 0, Math.Max(2, classes)];
            float[] queries = DenseRows.Of(asked);
            int near = Math.Min(k, count);
            Parallel.For(0, asked.Rows, () => (new float[near], new int[near]), (row, _, buffers) =>
            {
                (float[] distances, int[] order) = buffers;
                Nearest(queries.AsSpan(row * width, width), distances, order);
                double sum = 0, total = 0;
                for (int n = 0; n < near; n++)
                {
                    // A row at no distance decides alone, with others at no distance.
                    double weight = !byDistance ? 1 : distances[0] == 0 ? (distances[n] == 0 ? 1 : 0) : 1 / distances[n];
                    total += weight;
                    if (targets is null)
                    {
                        shares[row, labels![order[n]]] += (float)weight;
                    }
                    else
                    {
                        sum += weight * targets[order[n]];
                    }
                }

                if (targets is not null)
                {
                    numbers[row] = (float)(sum / total);
                }
                else
                {
                    for (int c = 0; c < classes; c++)
                    {
                        shares[row, c] /= (float)total;
                    }
                }

                return buffers;
            }, _ => { });
            return targets is null ? Predictions.OfProbabilities(shares) : Predictions.OfNumbers(numbers);
        }

        // The nearest so far, nearest first; a row as far as one that is in stays behind it.
        private void Nearest(ReadOnlySpan<float> query, float[] distances, int[] order)
        {
            Array.Fill(distances, float.PositiveInfinity);
            for (int i = 0; i < count; i++)
            {
                float distance = TensorPrimitives.Distance(query, rows.AsSpan(i * width, width));
                if (!(distance < distances[^1]))
                {
                    continue;
                }

                int at = distances.Length - 1;
                for (; at > 0 && distances[at - 1] > distance; at--)
                {
                    (distances[at], order[at]) = (distances[at - 1], order[at - 1]);
                }

                (distances[at], order[at]) = (distance, i);
            }
        }
    }
}
