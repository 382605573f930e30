using DeepKeras.Saving;

namespace DeepKeras.Optimizers;

/// <summary>
/// Another optimizer on a loss that is multiplied, so that float16 gradients do not vanish: the factor doubles after some good steps, and a step with
/// an infinite or undefined gradient changes nothing but halves it (Micikevicius et al., Mixed Precision Training, 2017).
/// After <c>keras.optimizers.LossScaleOptimizer</c>.
/// </summary>
public sealed partial class LossScaleOptimizer : Optimizer
{
    private Variable? goodSteps;
    private Variable? scale;

    /// <summary>An optimizer on a scaled loss.</summary>
    /// <param name="innerOptimizer">The optimizer; its own <see cref="WeightOptimizer.LossScaleFactor"/> no longer counts.</param>
    /// <param name="initialScale">What the loss is multiplied by at first, above 0.</param>
    /// <param name="dynamicGrowthSteps">After how many good steps in a row the factor doubles, at least 1.</param>
    public LossScaleOptimizer(Optimizer innerOptimizer, double initialScale = 32768, int dynamicGrowthSteps = 2000)
        : base(0f)
    {
        InnerOptimizer = innerOptimizer;
        InitialScale = Hyperparameter.Positive(initialScale);
        DynamicGrowthSteps = Hyperparameter.AtLeast(1, dynamicGrowthSteps);
        innerOptimizer.SetLossScale(null);
    }

    /// <summary>The optimizer that moves the weights.</summary>
    public Optimizer InnerOptimizer { get; }

    /// <summary>What the loss is multiplied by at first.</summary>
    public double InitialScale { get; }

    /// <summary>After how many good steps in a row the factor doubles.</summary>
    public int DynamicGrowthSteps { get; }

    /// <inheritdoc/>
    public override float CurrentLearningRate { get => InnerOptimizer.CurrentLearningRate; set => InnerOptimizer.CurrentLearningRate = value; }

    /// <inheritdoc/>
    public override long Iterations => InnerOptimizer.Iterations;

    internal override long Batches => InnerOptimizer.Batches;

    internal override IReadOnlyList<Variable> Variables => [.. base.Variables, .. InnerOptimizer.Variables];

    /// <inheritdoc/>
    public override void WriteConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("inner_optimizer").WriteKeras(InnerOptimizer);
        writer.Key("initial_scale").Write(InitialScale);
        writer.Key("dynamic_growth_steps").Write(DynamicGrowthSteps);
    }

    /// <summary>Makes one of its config.</summary>
    internal static LossScaleOptimizer FromConfig(ConfigReader reader)
    {
        var inner = reader.Required("inner_optimizer").AsKeras<Optimizer>();
        double scale = reader.TryTake("initial_scale", out ConfigValue first) ? first.AsDouble() : 32768;
        int steps = reader.TryTake("dynamic_growth_steps", out ConfigValue growth) ? growth.AsInt() : 2000;
        string? name = reader.TryTake("name", out ConfigValue given) && !given.IsNull ? given.AsString() : null;

        // Keras up to 3.5 wrote the common keys too, all at their defaults.
        foreach (string key in new[] { "weight_decay", "clipnorm", "global_clipnorm", "clipvalue", "ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps" })
        {
            reader.OnlyNull(key);
        }

        reader.Only("use_ema", false);
        reader.Only("ema_momentum", 0.99);
        reader.RefuseUnknownKeys();
        return name is null ? new(inner, scale, steps) : new(inner, scale, steps) { Name = name };
    }

    internal override Tensor ScaleLoss(Tensor loss) => loss * Ops.Cast(scale!, loss.DType);

    internal override IEnumerable<(Variable Weight, Variable Average)> MovingAverages => InnerOptimizer.MovingAverages;

    internal override void FinalizeWeights() => InnerOptimizer.FinalizeWeights();

    private protected override void CreateAllState(IReadOnlyList<Variable> weights)
    {
        goodSteps = AddVariable("step_counter", Shape.Scalar, DType.Int64);
        scale = AddVariable("dynamic_scale", Shape.Scalar, DType.Float32, InitialScale);
        InnerOptimizer.Build(weights);
    }

    private protected override void Step(IReadOnlyList<Tensor?> gradients, IReadOnlyList<Variable> weights)
    {
        (Tensor factor, Tensor count) = (scale!, goodSteps!);
        Tensor finite = gradients.OfType<Tensor>().Select(gradient => Ops.All(Ops.IsFinite(gradient))).Aggregate(Ops.LogicalAnd);
        ConditionalUpdate.Run(
            finite,
            [.. InnerOptimizer.Variables, .. weights],
            () => InnerOptimizer.Apply([.. gradients.Select(gradient => gradient is null ? null : gradient / Ops.Cast(factor, gradient.DType))], weights));
        Tensor grows = Ops.Equal(count, DynamicGrowthSteps - 1);
        Trace.Require(scale!).Update(scale!, factor * Ops.Where(finite, Ops.Where(grows, Ops.Constant(2f), Ops.Constant(1f)), Ops.Constant(0.5f)));
        Trace.Require(goodSteps!).Update(goodSteps!, Ops.Where(Ops.LogicalAnd(finite, Ops.LogicalNot(grows)), count + 1, 0));
    }
}
