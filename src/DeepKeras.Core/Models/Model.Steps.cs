using DeepKeras.Metrics;
using DeepKeras.Training;

namespace DeepKeras;

public partial class Model
{
    private StepBatch? stepBatch;

    /// <summary>Whether the class may have steps of its own: then data are taken as they come, and gradients may be taken to inputs.</summary>
    internal bool MayOverrideSteps => GetType() is var type && type != typeof(Model) && type != typeof(Sequential);

    /// <summary>
    /// One step of training, as part of the step's graph: override it for training that is more than a loss of predictions, as
    /// <c>train_step</c> in Keras. It is called once for each kind of batch; what it computes with tensors is then run for every batch.
    /// Results go through metrics: those of <see cref="Layers.Layer.AddMetric"/>, of Compile, and <c>loss</c> where <see cref="TrackLoss"/> is called.
    /// </summary>
    /// <param name="batch">The batch.</param>
    protected virtual void TrainStep(StepBatch batch)
    {
        IReadOnlyList<Tensor> predictions = Forward(batch);
        _ = Compiled.Weights;
        Tensor loss = ComputeLoss(batch, predictions);
        TrackLoss(loss);
        UpdateMetrics(batch, predictions);
        if (Compiled.Weights.Count > 0)
        {
            optimizer!.Minimize(loss, Compiled.Weights);
        }
    }

    /// <summary>One step of an evaluation, as <c>test_step</c> in Keras; see <see cref="TrainStep"/>.</summary>
    /// <param name="batch">The batch.</param>
    protected virtual void TestStep(StepBatch batch)
    {
        IReadOnlyList<Tensor> predictions = Forward(batch);
        TrackLoss(ComputeLoss(batch, predictions));
        UpdateMetrics(batch, predictions);
    }

    /// <summary>One step of a prediction, as <c>predict_step</c> in Keras.</summary>
    /// <param name="batch">The batch; it has inputs only.</param>
    /// <returns>What <c>Predict</c> gives: tensors whose first axis is the rows.</returns>
    protected virtual IReadOnlyList<Tensor> PredictStep(StepBatch batch) => Forward(batch);

    /// <summary>
    /// The number that training makes small: the losses of Compile with their weights, and what layers added. Override it to add to it or
    /// to replace it, as <c>compute_loss</c> in Keras.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="predictions">The model's outputs for it.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="InvalidOperationException">There is no loss at all.</exception>
    protected virtual Tensor ComputeLoss(StepBatch batch, IReadOnlyList<Tensor> predictions) =>
        Compiled.Compute(batch.Y, predictions, batch.SampleWeights, AddedLosses);

    /// <summary>The model's outputs for a batch, in the graph that is being made.</summary>
    /// <param name="batch">The batch.</param>
    protected IReadOnlyList<Tensor> Forward(StepBatch batch) => Run(batch.X, batch.Trace, null);

    /// <summary>What layers added to the loss of the step under way, and the penalties on the weights that training moves.</summary>
    protected IReadOnlyList<Tensor> AddedLosses => [.. RequireStep().Trace.Losses, .. Compiled.Penalties()];

    /// <summary>Counts a batch's loss for the <c>loss</c> of the results: the mean over rows.</summary>
    /// <param name="loss">A scalar.</param>
    protected void TrackLoss(Tensor loss) => Compiled.Track(loss, RequireStep());

    /// <summary>Updates the metrics of Compile.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="predictions">The model's outputs for it.</param>
    protected void UpdateMetrics(StepBatch batch, IReadOnlyList<Tensor> predictions) => Compiled.UpdateMetrics(batch.Y, predictions, batch.SampleWeights);

    /// <summary>The metrics that the model and the layers inside it hold, besides those of Compile.</summary>
    internal IReadOnlyList<Metric> HeldMetrics =>
        [.. OwnMetrics.Concat(Flattened(Layers).Where(layer => layer is not Model).SelectMany(layer => layer.OwnMetrics)).Distinct()];

    internal void TraceTrainStep(StepBatch batch) => InStep(batch, () => TrainStep(batch));

    internal void TraceTestStep(StepBatch batch) => InStep(batch, () => TestStep(batch));

    internal IReadOnlyList<Tensor> TracePredictStep(StepBatch batch)
    {
        IReadOnlyList<Tensor> outputs = [];
        InStep(batch, () => outputs = PredictStep(batch));
        return outputs;
    }

    private void InStep(StepBatch batch, Action step)
    {
        StepBatch? outer = stepBatch;
        stepBatch = batch;
        try
        {
            step();
        }
        finally
        {
            stepBatch = outer;
        }
    }

    private StepBatch RequireStep() => stepBatch ?? throw new InvalidOperationException($"{Path}: this is part of a step: call it in TrainStep or TestStep.");

    private static IEnumerable<Layers.Layer> Flattened(IEnumerable<Layers.Layer> layers) => layers.Distinct().SelectMany(layer => Flattened(layer.InnerLayers).Prepend(layer));
}
