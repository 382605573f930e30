using DeepKeras.Losses;
using DeepKeras.Operations;

namespace DeepKeras.Metrics;

/// <summary>(1 + β²) precision · recall / (β² precision + recall), of targets and predictions (batch, classes).</summary>
public abstract class FScore : Metric
{
    /// <summary>How the classes' scores become one; null: one result a class.</summary>
    public ScoreAverage? Average { get; init; }

    /// <summary>Above it a class is predicted, in (0, 1]; null: the class of the largest prediction is, with all that equal it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 or less, or above 1.</exception>
    public double? Threshold
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the threshold lies above 0 and is at most 1.");
    }

    private protected abstract double Weight { get; }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        (yTrue, yPred) = (Ops.Cast(yTrue, DType), Ops.Cast(yPred, DType));
        if (yTrue.Shape.Rank != 2 || yPred.Shape.Rank != 2 || yPred.Shape[1] < 0 || !yTrue.Shape.IsCompatibleWith(yPred.Shape))
        {
            throw new ShapeException($"{Name}: expected targets and predictions (batch, classes), got {yTrue.Shape} and {yPred.Shape}.");
        }

        Tensor predicted = Threshold is double threshold ? yPred > threshold
            : Ops.LogicalAnd(yPred >= Ops.Max(yPred, [-1], keepDims: true), Ops.Abs(yPred) > 1e-9);
        yPred = Ops.Cast(predicted, DType);
        if (sampleWeight is not null)
        {
            sampleWeight = Ops.Cast(sampleWeight, DType);
            sampleWeight = sampleWeight.Shape.Rank < 2 ? Ops.ExpandDims(sampleWeight, -1) : sampleWeight;
        }

        int[]? axes = Average == ScoreAverage.Micro ? null : [0];
        Shape shape = Average == ScoreAverage.Micro ? Shape.Scalar : [yPred.Shape[1]];
        AddSum("true_positives", yPred * yTrue);
        AddSum("false_positives", yPred * (1 - yTrue));
        AddSum("false_negatives", (1 - yPred) * yTrue);
        AddSum("intermediate_weights", yTrue);

        void AddSum(string name, Tensor values) =>
            Add(State(name, shape), Ops.Sum(sampleWeight is null ? values : values * sampleWeight, axes));
    }

    /// <inheritdoc/>
    public override Tensor Result()
    {
        Tensor truePositives = Count("true_positives");
        Tensor precision = truePositives / (truePositives + Count("false_positives") + Crossentropies.Epsilon);
        Tensor recall = truePositives / (truePositives + Count("false_negatives") + Crossentropies.Epsilon);
        double square = Weight * Weight;
        Tensor score = precision * recall / ((square * precision) + recall + Crossentropies.Epsilon) * (1 + square);
        Tensor weights = Count("intermediate_weights");
        return Average switch
        {
            ScoreAverage.Weighted => Ops.Sum(score * (weights / (Ops.Sum(weights) + Crossentropies.Epsilon))),
            null => score,
            _ => Ops.Mean(score),
        };
    }

    private Variable Count(string name) => Variables.FirstOrDefault(variable => variable.Name == name) ?? throw new InvalidOperationException($"{Name}: no batch has come yet.");
}
