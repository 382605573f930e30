using System.Text.RegularExpressions;
using DeepKeras.Saving;
using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// An optimizer that moves each weight by its own gradient, with what all of Keras's have in common: clipping, weight decay, moving averages of
/// the weights, accumulation over several steps. One of your own overrides <see cref="CreateState"/> and <see cref="Update"/>.
/// </summary>
public abstract partial class WeightOptimizer : Optimizer
{
    private readonly HashSet<Variable> undecayed = [];
    private Regex? undecayedNames;
    private Variable[] averages = [];
    private Variable[] accumulators = [];
    private bool isBuilt;
    private double? lossScale;

    /// <summary>An optimizer with a learning rate, a number or a schedule.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="weightDecay">The weight decay of a method that has one by default.</param>
    protected WeightOptimizer(LearningRate learningRate, double? weightDecay = null)
        : base(learningRate)
    {
        WeightDecay = weightDecay;
    }

    /// <summary>Each step takes this part of a weight, times the learning rate, from it; at least 0; null: none.</summary>
    public double? WeightDecay { get; init => field = Hyperparameter.NotNegative(value, "WeightDecay"); }

    /// <summary>The length to which each weight's gradient is shortened if it is longer; null: not. One kind of clipping at most.</summary>
    [ConfigName("clipnorm")]
    public double? ClipNorm { get; init => field = Hyperparameter.NotNegative(value, "ClipNorm"); }

    /// <summary>The length to which all gradients as one vector are shortened if it is longer; null: not. One kind of clipping at most.</summary>
    [ConfigName("global_clipnorm")]
    public double? GlobalClipNorm { get; init => field = Hyperparameter.NotNegative(value, "GlobalClipNorm"); }

    /// <summary>The bound of each element of a gradient, on both sides; null: none. One kind of clipping at most.</summary>
    [ConfigName("clipvalue")]
    public double? ClipValue { get; init => field = Hyperparameter.NotNegative(value, "ClipValue"); }

    /// <summary>Whether a moving average of the weights is kept; they are set to it at the end of training.</summary>
    public bool UseEma { get; init; }

    /// <summary>How much of the moving average stays each step, from 0 to 1.</summary>
    public double EmaMomentum { get; init => field = Hyperparameter.Fraction(value, "EmaMomentum"); } = 0.99;

    /// <summary>After how many updates each the weights are set to their moving average; at least 1; null: at the end only.</summary>
    public int? EmaOverwriteFrequency { get; init => field = Hyperparameter.AtLeast(1, value, "EmaOverwriteFrequency"); }

    /// <summary>What the loss is multiplied by before gradients are taken, and they are divided by: against underflow in float16. Above 0; null: 1.</summary>
    public double? LossScaleFactor
    {
        get => lossScale;
        init => lossScale = Hyperparameter.Positive(value, "LossScaleFactor");
    }

    /// <summary>Over how many steps gradients are averaged before the weights move; at least 2; null: they move each step.</summary>
    public int? GradientAccumulationSteps { get; init => field = Hyperparameter.AtLeast(2, value, "GradientAccumulationSteps"); }

    /// <inheritdoc/>
    public override long Iterations => Batches / (GradientAccumulationSteps ?? 1);

    /// <summary>Keeps weights from <see cref="WeightDecay"/>; replaces an earlier call's choice. Call it before training.</summary>
    /// <param name="weights">The weights themselves.</param>
    /// <param name="names">Regular expressions; weights in whose own name (such as <c>bias</c>) one is found are kept from it.</param>
    /// <exception cref="InvalidOperationException">Training has begun.</exception>
    /// <exception cref="ArgumentException">A regular expression is malformed.</exception>
    public void ExcludeFromWeightDecay(IReadOnlyList<Variable>? weights = null, IReadOnlyList<string>? names = null)
    {
        if (isBuilt)
        {
            throw new InvalidOperationException($"{Name}: weights can be excluded from weight decay only before training.");
        }

        undecayedNames = names is null or [] ? null : new Regex(string.Join('|', names), RegexOptions.CultureInvariant);
        undecayed.Clear();
        undecayed.UnionWith(weights ?? []);
    }

    internal override Tensor ScaleLoss(Tensor loss) => LossScaleFactor is double factor ? loss * factor : loss;

    internal override void SetLossScale(double? factor) => lossScale = factor;

    internal override IEnumerable<(Variable Weight, Variable Average)> MovingAverages => averages.Select((average, i) => (Weights[i], average));

    internal override void FinalizeWeights()
    {
        foreach ((Variable weight, Variable average) in MovingAverages)
        {
            weight.Assign(average.Host);
        }
    }

    /// <summary>Makes what the method keeps for each weight, by <see cref="AddState"/> and its like, and holds it in lists.</summary>
    /// <param name="weights">The weights; their places here are the <c>index</c> of <see cref="Update"/>.</param>
    protected abstract void CreateState(IReadOnlyList<Variable> weights);

    /// <summary>The update of one weight: calls <see cref="Assign"/> for it and for its state.</summary>
    /// <param name="gradient">Of the weight's shape and dtype.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="index">Its place among the weights that <see cref="CreateState"/> got.</param>
    /// <param name="step">The learning rate, and other scalars that all weights share.</param>
    protected abstract void Update(Tensor gradient, Variable weight, int index, OptimizerStep step);

    /// <summary>The update of what is kept once, not for each weight; before all of them.</summary>
    protected virtual void UpdateShared(OptimizerStep step)
    {
    }

    /// <summary>The weight decay of a weight that is not excluded; null: none.</summary>
    protected virtual double? DecayOf(Variable weight) => WeightDecay;

    /// <summary>1 − β with β rounded to float32 first, as some of Keras's methods have it: for 0.999 it differs in the fifth digit.</summary>
    private protected static double RoundedComplement(double beta, DType type) => type == DType.Float64 ? 1 - beta : 1 - (double)(float)beta;

    /// <summary>Sets a variable's new value; later reads in the step see it.</summary>
    protected static void Assign(Variable variable, Tensor value) => Trace.Require(variable).Update(variable, value);

    /// <summary>Makes a variable like each weight, all with one first value.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="name">What is added to the weight's path, such as <c>momentum</c>.</param>
    /// <param name="initial">The first value of every element.</param>
    protected Variable[] AddState(IReadOnlyList<Variable> weights, string name, double initial = 0) =>
        [.. weights.Select(weight => AddStateLike(weight, name, initial))];

    /// <summary>Makes two variables like each weight, both of the first weight before those of the second.</summary>
    protected (Variable[] First, Variable[] Second) AddStates(IReadOnlyList<Variable> weights, string first, string second)
    {
        (Variable First, Variable Second)[] pairs = [.. weights.Select(weight => (AddStateLike(weight, first), AddStateLike(weight, second)))];
        return ([.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)]);
    }

    /// <summary>Makes a variable of a weight's shape and dtype.</summary>
    protected Variable AddStateLike(Variable weight, string name, double initial = 0) =>
        AddVariable($"{weight.Path.Replace('/', '_')}_{name}", weight.Shape, weight.DType, initial);

    /// <summary>Makes a variable that starts as the weight is.</summary>
    protected Variable AddCopyOf(Variable weight, string name) =>
        AddVariable($"{weight.Path.Replace('/', '_')}_{name}", weight.Shape, weight.DType, array => weight.Host.Bytes.CopyTo(array.Bytes));

    private protected override void CreateAllState(IReadOnlyList<Variable> weights)
    {
        if (new[] { ClipNorm, GlobalClipNorm, ClipValue }.Count(given => given is not null) > 1)
        {
            throw new InvalidOperationException($"{Name}: one of ClipNorm, GlobalClipNorm and ClipValue can be given, not several.");
        }

        isBuilt = true;
        averages = UseEma ? AddState(weights, "average") : [];
        accumulators = GradientAccumulationSteps is null ? [] : AddState(weights, "gradient_accumulator");
        CreateState(weights);
    }
}
