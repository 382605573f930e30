namespace DeepKeras.Metrics;

/// <summary>
/// The coefficient of determination of targets and predictions (batch, outputs): 1 − Σ (target − prediction)² / Σ (target − mean)². 1 is perfect, 0 as
/// good as the mean. A constant target gives 0, or NaN where it is predicted exactly. After <c>keras.metrics.R2Score</c>.
/// </summary>
public sealed partial class R2Score : Metric
{
    /// <summary>How the outputs' scores become one; null: one result an output.</summary>
    public OutputAverage? ClassAggregation { get; init; } = OutputAverage.UniformAverage;

    /// <summary>How many variables the prediction was made of, for the adjusted score; 0: no adjustment. There is none either while there are not more targets than that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int NumRegressors
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the number of regressors is 0 or more.");
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        (yTrue, yPred) = Losses.Loss.Alike(yTrue, Ops.Cast(yPred, DType));
        if (yPred.Shape.Rank != 2 || yPred.Shape[1] < 0 || !yTrue.Shape.IsCompatibleWith(yPred.Shape))
        {
            throw new ShapeException($"{Name}: expected targets and predictions (batch, outputs), got {yTrue.Shape} and {yPred.Shape}.");
        }

        Tensor weights = sampleWeight is null ? Ops.OnesLike(yTrue) : Ops.Cast(sampleWeight, DType);
        weights = weights.Shape.Rank == 1 ? Ops.ExpandDims(weights, 1) : weights;
        weights = Ops.Emit(new Operations.BroadcastLike(), weights, yTrue);
        Shape outputs = [yPred.Shape[1]];
        Add(State("num_samples", Shape.Scalar), Losses.LossReductions.Count(yTrue, DType));
        Add(State("squared_sum", outputs), Ops.Sum(yTrue * yTrue * weights, [0]));
        Add(State("sum", outputs), Ops.Sum(yTrue * weights, [0]));
        Add(State("residual", outputs), Ops.Sum(Ops.Square(yTrue - yPred) * weights, [0]));
        Add(State("count", outputs), Ops.Sum(weights, [0]));
    }

    /// <inheritdoc/>
    public override Tensor Result()
    {
        Tensor sum = Count("sum");
        Tensor total = Count("squared_sum") - (sum * (sum / Count("count")));
        Tensor scores = 1 - (Count("residual") / total);
        Tensor infinite = Ops.LogicalNot(Ops.LogicalOr(Ops.IsFinite(scores), Ops.IsNaN(scores)));
        scores = Ops.Where(infinite, 0, scores);
        Tensor result = ClassAggregation switch
        {
            OutputAverage.UniformAverage => Ops.Mean(scores),
            OutputAverage.VarianceWeightedAverage => Ops.Sum(total * scores) / Ops.Sum(total),
            _ => scores,
        };
        if (NumRegressors == 0)
        {
            return result;
        }

        Tensor samples = Count("num_samples");
        Tensor free = samples - NumRegressors - 1;
        return Ops.Where(free > 0, 1 - ((1 - result) * (samples - 1) / free), result);
    }

    private Variable Count(string name) => Variables.FirstOrDefault(variable => variable.Name == name) ?? throw new InvalidOperationException($"{Name}: no batch has come yet.");
}
