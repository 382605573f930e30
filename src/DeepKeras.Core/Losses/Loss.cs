using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>How the losses of a batch become one number.</summary>
public enum LossReduction
{
    /// <summary>Their sum divided by their number: Keras's default.</summary>
    SumOverBatchSize,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum divided by their number; another name of the default.</summary>
    Mean,

    /// <summary>Their weighted sum divided by the sum of the weights.</summary>
    MeanWithSampleWeight,

    /// <summary>They stay as they are.</summary>
    None,
}

/// <summary>What training makes small: a number for each prediction, and their mean. After <c>keras.losses.Loss</c>.</summary>
[KerasModule("keras.losses")]
public abstract class Loss : KerasObject
{
    private readonly string? name;

    /// <summary>The loss's name; the class's in snake case unless set.</summary>
    public string Name
    {
        get => name ?? KerasNames.SnakeCase(ClassName);
        init => name = value;
    }

    /// <summary>How the losses of a batch become one number.</summary>
    public LossReduction Reduction { get; init; } = LossReduction.SumOverBatchSize;

    /// <summary>A loss by its Keras name, such as <c>mse</c> or <c>sparse_categorical_crossentropy</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Loss(string name)
    {
        Loss loss = KerasRegistry.Get<Loss>(name);
        loss.GivenName = name;
        return loss;
    }

    /// <summary>The name by which it was asked for, under which a compile config has it; null: it was made as an object.</summary>
    internal string? GivenName { get; private set; }

    /// <summary>The loss of a batch, reduced; weights and the predictions' mask are taken into account.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight for each loss, of their shape or broadcast to it.</param>
    public Tensor Apply(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) =>
        LossReductions.Reduce(Compute(yTrue, yPred), sampleWeight, yPred.Mask, Reduction);

    /// <summary>The loss of each prediction, mostly the mean over the last axis.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions; <see cref="Tensor.Logits"/> tells what a softmax or sigmoid was made of.</param>
    protected internal abstract Tensor Compute(Tensor yTrue, Tensor yPred);
}
