namespace DeepKeras.Optimizers;

/// <summary>What the updates of all weights share in one step: numbers computed once.</summary>
public sealed class OptimizerStep
{
    private readonly Tensor learningRate;
    private readonly Dictionary<(string Name, DType Type), Tensor> shared = [];

    internal OptimizerStep(Tensor before, Tensor learningRate)
    {
        Before = before;
        this.learningRate = learningRate;
    }

    /// <summary>The number of updates before this one, an int64 scalar.</summary>
    public Tensor Before { get; }

    /// <summary>The learning rate, a scalar of a weight's dtype.</summary>
    public Tensor LearningRate(DType type) => Once("learning rate", type, () => Ops.Cast(learningRate, type));

    /// <summary>The number of this update, from 1, as a scalar of a weight's dtype: t in the papers.</summary>
    public Tensor Number(DType type) => Once("number", type, () => Ops.Cast(Before + 1, type));

    /// <summary>A scalar that is the same for every weight of a dtype: computed at the first call, and shared.</summary>
    /// <param name="name">What it is called; another number needs another name.</param>
    /// <param name="type">The weight's dtype.</param>
    /// <param name="compute">Computes it.</param>
    public Tensor Once(string name, DType type, Func<Tensor> compute)
    {
        if (!shared.TryGetValue((name, type), out Tensor? value))
        {
            shared.Add((name, type), value = compute());
        }

        return value;
    }
}
