using DeepKeras.Saving;

namespace DeepKeras.Optimizers;

/// <summary>Several optimizers, each for some of the weights. After <c>keras.optimizers.MultiOptimizer</c>.</summary>
public sealed partial class MultiOptimizer : Optimizer
{
    private IReadOnlyDictionary<Variable, Optimizer> optimizers = new Dictionary<Variable, Optimizer>();

    /// <summary>Several optimizers.</summary>
    /// <param name="optimizerMap">Which one moves which weight.</param>
    /// <param name="lossScaleFactor">What the loss is multiplied by before gradients are taken, and they are divided by; above 0; null: 1.</param>
    public MultiOptimizer(OptimizerMap optimizerMap, double? lossScaleFactor = null)
        : base(0f)
    {
        OptimizerMap = optimizerMap;
        LossScaleFactor = Hyperparameter.Positive(lossScaleFactor);
        SetLossScale(LossScaleFactor);
    }

    /// <summary>Which optimizer moves which weight.</summary>
    public OptimizerMap OptimizerMap { get; }

    /// <summary>What the loss is multiplied by before gradients are taken; null: 1.</summary>
    public double? LossScaleFactor { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: each of the optimizers has its own.</exception>
    public override float CurrentLearningRate
    {
        get => throw new InvalidOperationException($"{Name}: each of the optimizers has a learning rate of its own.");
        set => throw new InvalidOperationException($"{Name}: each of the optimizers has a learning rate of its own.");
    }

    internal override IReadOnlyList<Variable> Variables => [.. base.Variables, .. OptimizerMap.All.SelectMany(optimizer => optimizer.Variables)];

    /// <inheritdoc/>
    public override void WriteConfig(ConfigWriter writer)
    {
        writer.Key("optimizer_map").WriteKeras(OptimizerMap);
        if (LossScaleFactor is double factor)
        {
            writer.Key("loss_scale_factor").Write(factor);
        }
        else
        {
            writer.Key("loss_scale_factor").WriteNull();
        }

        writer.Key("name").Write(Name);
    }

    /// <summary>Makes one of its config.</summary>
    internal static MultiOptimizer FromConfig(ConfigReader reader)
    {
        var map = reader.Required("optimizer_map").AsKeras<OptimizerMap>();
        double? factor = reader.TryTake("loss_scale_factor", out ConfigValue scale) && !scale.IsNull ? scale.AsDouble() : null;
        string? name = reader.TryTake("name", out ConfigValue given) && !given.IsNull ? given.AsString() : null;
        reader.RefuseUnknownKeys();
        return name is null ? new(map, factor) : new(map, factor) { Name = name };
    }

    internal override Tensor ScaleLoss(Tensor loss) => LossScaleFactor is double factor ? loss * factor : loss;

    internal override void SetLossScale(double? factor)
    {
        LossScaleFactor = factor;
        foreach (Optimizer optimizer in OptimizerMap.All)
        {
            optimizer.SetLossScale(factor);
        }
    }

    internal override IEnumerable<(Variable Weight, Variable Average)> MovingAverages => OptimizerMap.All.SelectMany(optimizer => optimizer.MovingAverages);

    internal override void FinalizeWeights()
    {
        foreach (Optimizer optimizer in OptimizerMap.All)
        {
            optimizer.FinalizeWeights();
        }
    }

    private protected override void CreateAllState(IReadOnlyList<Variable> weights)
    {
        optimizers = weights.ToDictionary(weight => weight, OptimizerMap.Of);
        foreach (IGrouping<Optimizer, Variable> group in weights.GroupBy(weight => optimizers[weight]))
        {
            group.Key.Build([.. group]);
        }
    }

    private protected override void Step(IReadOnlyList<Tensor?> gradients, IReadOnlyList<Variable> weights)
    {
        foreach (IGrouping<Optimizer, (Tensor? Gradient, Variable Weight)> group in gradients.Zip(weights).GroupBy(pair => optimizers[pair.Second]))
        {
            if (group.Any(pair => pair.Gradient is not null))
            {
                group.Key.Apply([.. group.Select(pair => pair.Gradient)], [.. group.Select(pair => pair.Weight)]);
            }
        }

        Trace.Require(Counter).Update(Counter, Counter + (Tensor)1);
    }
}
