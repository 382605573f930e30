using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>A trained model with the preprocessing it was trained with: it takes rows of a data set and gives predictions.</summary>
/// <remarks>Used by one thread at a time.</remarks>
public sealed class DeepPipeline : IFittedLearner
{
    private const int PredictionRows = 512;
    private readonly DeepEncoder encoder;
    private readonly TaskHead head;

    internal DeepPipeline(Model model, DeepEncoder encoder, TaskHead head)
    {
        Model = model;
        this.encoder = encoder;
        this.head = head;
    }

    /// <summary>The model. Its inputs are what the preprocessing makes; its output is logits, probabilities, or a standardised number.</summary>
    public Model Model { get; }

    /// <inheritdoc/>
    public long Size => Model.ParameterCount;

    /// <inheritdoc/>
    public string SizeUnit => "parameters";

    /// <inheritdoc/>
    public Predictions Predict(Dataset rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        DataArray output = Model.Predict(encoder.Transform(rows), PredictionRows)[0];
        return head.Read(output, encoder.TargetScale, encoder.TargetOffset);
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
