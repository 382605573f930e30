using DeepKeras.Optimizers;

namespace DeepKeras.Callbacks;

/// <summary>
/// Evaluates and predicts with the moving average of the weights that an optimizer with <see cref="WeightOptimizer.UseEma"/> keeps (Polyak
/// averaging), and puts the weights back after. After <c>keras.callbacks.SwapEMAWeights</c>.
/// </summary>
/// <remarks>In Keras 3.15.1 the averages stay in the model after a prediction; here the weights come back then too.</remarks>
public sealed class SwapEMAWeights : Callback
{
    private bool swapped;

    /// <summary>
    /// Whether the averages are in the model at each epoch's end too, for callbacks that come later, such as <see cref="ModelCheckpoint"/>;
    /// the next epoch begins with the weights.
    /// </summary>
    public bool SwapOnEpoch { get; init; }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs)
    {
        if (SwapOnEpoch)
        {
            PutBack();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        if (!SwapOnEpoch)
        {
            return;
        }

        PutIn();
        if (epoch == Parameters.Epochs - 1)
        {
            // The training's end sets the weights to the averages: those must be where the averages were.
            ForEach(static (weight, average) => average.Assign(weight.Host));
        }
    }

    /// <inheritdoc/>
    public override void OnTestBegin(IDictionary<string, float> logs) => PutIn();

    /// <inheritdoc/>
    public override void OnTestEnd(IDictionary<string, float> logs) => PutBack();

    /// <inheritdoc/>
    public override void OnPredictBegin() => PutIn();

    /// <inheritdoc/>
    public override void OnPredictEnd() => PutBack();

    private void PutIn()
    {
        if (!swapped)
        {
            Swap();
        }
    }

    private void PutBack()
    {
        if (swapped)
        {
            Swap();
        }
    }

    private void Swap()
    {
        ForEach(static (weight, average) =>
        {
            var kept = new HostArray(weight.DType, weight.Shape);
            weight.Host.Bytes.CopyTo(kept.Bytes);
            weight.Assign(average.Host);
            average.Assign(kept);
        });
        swapped = !swapped;
    }

    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    private void ForEach(Action<Variable, Variable> what)
    {
        (Variable Weight, Variable Average)[] pairs = Model.Optimizer is { } optimizer ? [.. optimizer.MovingAverages] : [];
        if (pairs.Length == 0)
        {
            throw new InvalidOperationException(
                $"SwapEMAWeights needs an optimizer with UseEma = true that has taken a step; the model's is {Model.Optimizer?.Name ?? "none"}{(Model.Optimizer is { IsBuilt: false } ? " before its first step" : " without averages")}.");
        }

        foreach ((Variable weight, Variable average) in pairs)
        {
            what(weight, average);
        }
    }
}
