using DeepKeras.Losses;
using DeepKeras.Operations;

namespace DeepKeras.Metrics;

/// <summary>
/// How many targets of each kind lie above each threshold, (thresholds,) or (thresholds, labels):
/// <c>keras.src.metrics.metrics_utils.update_confusion_matrix_variables</c>.
/// </summary>
internal sealed record Confusions(Tensor TruePositives, Tensor FalsePositives, Tensor TrueNegatives, Tensor FalseNegatives)
{
    /// <summary>What is not among the largest becomes this.</summary>
    private const double Dropped = -1e10;

    /// <summary>The counts of a batch.</summary>
    /// <param name="yTrue">Targets: true where not 0.</param>
    /// <param name="yPred">Predictions.</param>
    /// <param name="sampleWeight">Weights of rows or of predictions.</param>
    /// <param name="thresholds">A prediction above one is positive.</param>
    /// <param name="topK">Only so many of the largest of a row count as positive.</param>
    /// <param name="classId">Only this output counts.</param>
    /// <param name="byLabel">Whether each output has counts of its own.</param>
    /// <param name="labelWeights">Weights of the outputs.</param>
    public static Confusions Of(Tensor yTrue, Tensor yPred, Tensor? sampleWeight, Thresholds thresholds, int? topK = null, int? classId = null, bool byLabel = false, Tensor? labelWeights = null)
    {
        (yPred, yTrue) = LossReductions.SameRank(Ops.Cast(yPred, DType.Float32), Ops.Cast(Ops.Cast(yTrue, DType.Bool), DType.Float32));
        if (!yTrue.Shape.IsCompatibleWith(yPred.Shape))
        {
            throw new ShapeException($"targets of shape {yTrue.Shape} do not fit predictions of shape {yPred.Shape}: they are compared one by one.");
        }

        if (sampleWeight is not null)
        {
            sampleWeight = LossReductions.SameRank(yTrue, Ops.ExpandDims(Ops.Cast(sampleWeight, DType.Float32), -1), expandVectors: false).B;
        }

        if (topK is int k)
        {
            yPred = Largest(yPred, k);
        }

        if (classId is int id)
        {
            if (yPred.Shape.Rank == 1)
            {
                throw new ShapeException($"a class is picked from predictions (batch, classes); got {yPred.Shape}.");
            }

            (yTrue, yPred) = (Ops.Slice(yTrue, -1, id, id + 1), Ops.Slice(yPred, -1, id, id + 1));
        }

        Tensor weights = Weights(yPred, sampleWeight, labelWeights);
        if (!byLabel)
        {
            (yTrue, yPred, weights) = (Ops.Reshape(yTrue, -1, 1), Ops.Reshape(yPred, -1, 1), Ops.Reshape(weights, -1, 1));
        }

        Confusions counts = thresholds.IsEven ? ByBucket(yTrue, yPred, weights, thresholds) : OneByOne(yTrue, yPred, weights, thresholds);
        return byLabel ? counts : new(Flat(counts.TruePositives), Flat(counts.FalsePositives), Flat(counts.TrueNegatives), Flat(counts.FalseNegatives));

        static Tensor Flat(Tensor column) => Ops.Squeeze(column, -1);
    }

    private static Tensor Weights(Tensor yPred, Tensor? sampleWeight, Tensor? labelWeights)
    {
        Tensor weights = sampleWeight is null ? Ops.OnesLike(yPred) : Ops.Emit(new BroadcastLike(), sampleWeight, yPred);
        return labelWeights is null ? weights : weights * labelWeights;
    }

    private static Tensor Largest(Tensor yPred, int k)
    {
        Tensor kept = Ops.Sum(Ops.OneHot(Ops.TopK(yPred, k).Indices, yPred.Shape[^1]), [-2]);
        return (yPred * kept) + (Dropped * (1 - kept));
    }

    /// <summary>Every prediction (rows, labels) with every threshold.</summary>
    private static Confusions OneByOne(Tensor yTrue, Tensor yPred, Tensor weights, Thresholds thresholds)
    {
        Tensor positive = Ops.ExpandDims(yPred, 0) > Ops.Reshape(thresholds.Constant, thresholds.Count, 1, 1);
        Tensor yes = Ops.ExpandDims(yTrue * weights, 0);
        Tensor no = Ops.ExpandDims((1 - yTrue) * weights, 0);
        return new(Where(positive, yes), Where(positive, no), Where(Ops.LogicalNot(positive), no), Where(Ops.LogicalNot(positive), yes));

        static Tensor Where(Tensor condition, Tensor values) => Ops.Sum(Ops.Where(condition, values, 0), [1]);
    }

    /// <summary>Predictions (rows, labels) fall into the buckets between evenly spaced thresholds; a threshold's count is the sum of the buckets above.</summary>
    private static Confusions ByBucket(Tensor yTrue, Tensor yPred, Tensor weights, Thresholds thresholds)
    {
        int count = thresholds.Count;
        int labels = yPred.Shape[1];
        Tensor buckets = Ops.Ceil(Ops.Clip(yPred, 0, 1) * (count - 1)) - 1;
        buckets = Ops.Cast(thresholds.Overlap ? Ops.Relu(buckets) : buckets, DType.Int32);

        // A bucket below the first threshold is dropped, whatever its label.
        Tensor places = Ops.Where(buckets < 0, -1, (buckets * labels) + Ops.Positions(yPred, 1));
        Tensor yes = yTrue * weights;
        Tensor no = (1 - yTrue) * weights;
        Tensor truePositives = Above(yes);
        Tensor falsePositives = Above(no);
        return new(truePositives, falsePositives, Ops.Sum(no, [0], keepDims: true) - falsePositives, Ops.Sum(yes, [0], keepDims: true) - truePositives);

        Tensor Above(Tensor values)
        {
            Tensor sums = Ops.Reshape(Ops.SegmentSum(Ops.Reshape(values, -1), Ops.Reshape(places, -1), count * labels), count, labels);
            return Ops.Flip(Ops.CumSum(Ops.Flip(sums, 0), 0), 0);
        }
    }
}
