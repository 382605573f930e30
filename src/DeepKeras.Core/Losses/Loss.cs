using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>What training makes small: a number for each prediction, and their mean. After <c>keras.losses.Loss</c>.</summary>
[KerasModule("keras.losses")]
public abstract class Loss : KerasObject
{
    private readonly string? name;

    /// <summary>The loss's name; the class's in snake case unless set.</summary>
    public string Name
    {
        get => name ?? DefaultName;
        init => name = value;
    }

    /// <summary>How the losses of a batch become one number.</summary>
    public LossReduction Reduction { get; init; } = LossReduction.SumOverBatchSize;

    /// <summary>The dtype in which the loss is computed, whatever that of the predictions.</summary>
    [NotConfig]
    public DType DType { get; init; } = DType.Float32;

    private protected virtual string DefaultName => KerasNames.SnakeCase(ClassName);

    /// <summary>A loss by its Keras name, such as <c>mse</c>, <c>sparse_categorical_crossentropy</c>, or <c>crossentropy</c> for the one that fits the targets.</summary>
    /// <exception cref="ConfigException">There is none of that name.</exception>
    public static implicit operator Loss(string name)
    {
        Loss made = Named(name, "");
        made.GivenName = name;
        return made;
    }

    /// <summary>The name by which it was asked for, under which a compile config has it; null: it was made as an object.</summary>
    internal string? GivenName { get; private set; }

    /// <summary>The loss of a batch, reduced; weights and the predictions' mask are taken into account.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight for each loss, of their shape or with axes of size 1 for what shares a weight.</param>
    /// <returns>A scalar; the losses themselves where <see cref="Reduction"/> is <see cref="LossReduction.None"/>.</returns>
    /// <exception cref="ShapeException">Targets, predictions and weights do not fit each other.</exception>
    public Tensor Apply(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        Tensor? mask = yPred.Mask;
        if (yPred.DType != DType)
        {
            Tensor? logits = yPred.Logits;
            yPred = Ops.Cast(yPred, DType);
            yPred.Mask = mask;
            yPred.Logits = logits is null ? null : Ops.Cast(logits, DType);
        }

        Tensor values = Compute(yTrue.DType.IsFloating() ? Ops.Cast(yTrue, DType) : yTrue, yPred);
        if (values.Mask is { } valid)
        {
            mask = mask is null ? valid : Ops.LogicalAnd(mask, valid);
        }

        return LossReductions.Reduce(Ops.Cast(values, DType), sampleWeight, mask, Reduction);
    }

    /// <summary>The loss of a name as <c>compile</c> takes it.</summary>
    internal static Loss Named(string name, string path) => (Loss?)AutomaticCrossentropy.OfName(name) ?? KerasRegistry.Get<Loss>(name, path);

    /// <summary>The loss of each prediction, mostly the mean over the last axis. A result with a mask counts only where that holds.</summary>
    /// <param name="yTrue">The targets: floating-point ones in <see cref="DType"/>, integers and bool as they were given.</param>
    /// <param name="yPred">The predictions in <see cref="DType"/>; <c>Logits</c> tells what a softmax or sigmoid was made of.</param>
    protected internal abstract Tensor Compute(Tensor yTrue, Tensor yPred);

    /// <summary>Targets and predictions of one rank and one dtype.</summary>
    internal static (Tensor YTrue, Tensor YPred) Alike(Tensor yTrue, Tensor yPred) => LossReductions.SameRank(Ops.Cast(yTrue, yPred.DType), yPred);
}
