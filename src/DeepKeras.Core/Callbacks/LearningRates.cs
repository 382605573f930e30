using DeepKeras.Optimizers;

namespace DeepKeras.Callbacks;

/// <summary>A model's learning rates: one, or one for each optimizer of a <see cref="MultiOptimizer"/>.</summary>
internal static class LearningRates
{
    /// <summary>The optimizers that have a rate of their own; a name only where there are several.</summary>
    public static IReadOnlyList<(string? Name, Optimizer Optimizer)> Of(Model model) => model.Optimizer switch
    {
        null => throw new InvalidOperationException($"{model.Path}: the model has no optimizer; call Compile first."),
        MultiOptimizer several => [.. several.OptimizerMap.All.Select(optimizer => ((string?)optimizer.Name, optimizer))],
        var only => [(null, only)],
    };

    /// <summary>Puts them into an epoch's logs.</summary>
    public static void Log(Model model, IDictionary<string, float> logs)
    {
        foreach ((string? name, Optimizer optimizer) in Of(model))
        {
            logs[name is null ? "learning_rate" : $"learning_rate_{name}"] = optimizer.CurrentLearningRate;
        }
    }
}
