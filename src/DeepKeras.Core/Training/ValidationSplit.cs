using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>The rows to validate on: those given, or the last ones of the training's, before any shuffling.</summary>
internal static class ValidationSplit
{
    /// <exception cref="ArgumentException">The split leaves one part empty.</exception>
    public static (TrainingData Train, TrainingData? Validation) Of(TrainingData data, FitOptions options)
    {
        if (options.Validation is not null || options.ValidationSplit == 0)
        {
            return (data, options.Validation);
        }

        int kept = (int)Math.Floor(data.Rows * (1 - options.ValidationSplit));
        if (kept == 0 || kept == data.Rows)
        {
            throw new ArgumentException($"a validation split of {options.ValidationSplit} of {data.Rows} rows leaves one part empty.", nameof(options));
        }

        return (data.Slice(0, kept), data.Slice(kept, data.Rows));
    }
}
