using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>The preprocessing of a deep model, fitted on training rows alone: inputs as tensors, the target as numbers.</summary>
internal sealed class DeepEncoder
{
    private readonly IReadOnlyList<DeepEncoderPart> parts;

    internal DeepEncoder(IReadOnlyList<DeepEncoderPart> parts, double scale, double offset)
    {
        this.parts = parts;
        TargetScale = scale;
        TargetOffset = offset;
    }

    /// <summary>The parts, one for each input.</summary>
    public IReadOnlyList<DeepEncoderPart> Parts => parts;

    /// <summary>The inputs it makes, in order.</summary>
    public IReadOnlyList<DeepInput> Inputs => [.. parts.Select(part => part.Input)];

    /// <summary>The standard deviation of a regression's training targets; 1 for classes.</summary>
    public double TargetScale { get; }

    /// <summary>The mean of a regression's training targets; 0 for classes.</summary>
    public double TargetOffset { get; }

    /// <summary>Learns what there is to learn from the training rows.</summary>
    /// <exception cref="ArgumentException">There is no feature with a value.</exception>
    public static DeepEncoder Fit(Dataset training, bool imagesAsTables)
    {
        var parts = new List<DeepEncoderPart>();
        if (training.ImageShape is { } image && !imagesAsTables)
        {
            parts.Add(ImagePart.Fit(training, image));
        }
        else
        {
            TableEncoder table = TableEncoder.Fit(training);
            if (table.Width > 0)
            {
                parts.Add(new TablePart(table));
            }

            for (int i = 0; i < training.Features.Count; i++)
            {
                if (training.Features[i].Kind == ColumnKind.Text)
                {
                    parts.Add(new TextPart(i, training.Features[i].Name, CharacterIds.Fit(training.Features[i].Strings)));
                }
            }
        }

        if (parts.Count == 0)
        {
            throw new ArgumentException($"data set \"{training.Name}\": no feature column has a value in the {training.Rows} training rows.", nameof(training));
        }

        (double scale, double offset) = training.Task == LearningTask.Regression ? Spread(training.Targets) : (1, 0);
        return new DeepEncoder(parts, scale, offset);
    }

    /// <summary>The inputs of rows.</summary>
    public IReadOnlyList<DataArray> Transform(Dataset rows) => [.. parts.Select(part => part.Transform(rows))];

    /// <summary>The targets of rows: class numbers, or standardised numbers.</summary>
    public DataArray Targets(Dataset rows)
    {
        if (rows.Task == LearningTask.Multiclass)
        {
            return rows.Labels.ToArray();
        }

        var targets = new float[rows.Rows];
        for (int row = 0; row < targets.Length; row++)
        {
            targets[row] = rows.Task == LearningTask.Binary ? rows.Labels[row] : (float)((rows.Targets[row] - TargetOffset) / TargetScale);
        }

        return targets;
    }

    private static (double Scale, double Offset) Spread(ReadOnlySpan<float> targets)
    {
        double sum = 0;
        foreach (float target in targets)
        {
            sum += target;
        }

        double mean = sum / targets.Length, squares = 0;
        foreach (float target in targets)
        {
            squares += (target - mean) * (target - mean);
        }

        double deviation = Math.Sqrt(squares / targets.Length);
        return (deviation > 0 ? deviation : 1, mean);
    }
}
