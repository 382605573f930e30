using System.Text.Json;
using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>Callbacks of their Keras class name and config.</summary>
internal static class TrainCallbacks
{
    public static Callback Create(JsonElement json) => Create(json.GetProperty("class_name").GetString()!, json.GetProperty("config"));

    public static Callback Create(string className, JsonElement config) => className switch
    {
        "EarlyStopping" => new EarlyStopping
        {
            Monitor = Text(config, "monitor", "val_loss"),
            Mode = Mode(config),
            MinDelta = Number(config, "min_delta", 0),
            Patience = (int)Number(config, "patience", 0),
            Baseline = config.TryGetProperty("baseline", out JsonElement baseline) ? baseline.GetDouble() : null,
            RestoreBestWeights = Flag(config, "restore_best_weights"),
            StartFromEpoch = (int)Number(config, "start_from_epoch", 0),
        },
        "ReduceLROnPlateau" => new ReduceLROnPlateau
        {
            Monitor = Text(config, "monitor", "val_loss"),
            Mode = Mode(config),
            Factor = Number(config, "factor", 0.1),
            Patience = (int)Number(config, "patience", 10),
            MinDelta = Number(config, "min_delta", 1e-4),
            Cooldown = (int)Number(config, "cooldown", 0),
            MinLearningRate = Number(config, "min_lr", 0),
        },
        "LearningRateScheduler" when config.TryGetProperty("rates", out JsonElement rates) => new LearningRateScheduler((epoch, _) => rates[epoch].GetSingle()),
        "LearningRateScheduler" => new LearningRateScheduler((_, rate) => rate * config.GetProperty("factor").GetSingle()),
        "TerminateOnNaN" => new TerminateOnNaN { RaiseError = Flag(config, "raise_error") },
        "SwapEMAWeights" => new SwapEMAWeights { SwapOnEpoch = Flag(config, "swap_on_epoch") },
        _ => throw new NoClassYetException(className),
    };

    /// <summary>Compares a callback's attributes at the end.</summary>
    public static void CompareAfter(OracleCase test, Callback callback, JsonElement after)
    {
        foreach (JsonProperty attribute in after.EnumerateObject())
        {
            double? actual = Attribute(callback, attribute.Name);
            test.AssertEqual($"{callback.GetType().Name}.{attribute.Name} is there", attribute.Value.ValueKind != JsonValueKind.Null, actual is not null);
            if (actual is double value)
            {
                test.AssertClose($"{callback.GetType().Name}.{attribute.Name}", OracleCase.Number(attribute.Value), value);
            }
        }
    }

    public static double? Attribute(Callback callback, string name) => (callback, name) switch
    {
        (MonitorCallback monitor, "best") => monitor.Best,
        (EarlyStopping stopping, "best_epoch") => stopping.BestEpoch,
        (EarlyStopping stopping, "stopped_epoch") => stopping.StoppedEpoch,
        (EarlyStopping stopping, "wait") => stopping.Wait,
        (ReduceLROnPlateau plateau, "wait") => plateau.Wait,
        (ReduceLROnPlateau plateau, "cooldown_counter") => plateau.CooldownCounter,
        _ => throw new InvalidDataException($"{callback.GetType().Name} has no attribute {name} that the runner knows."),
    };

    private static string Text(JsonElement config, string key, string otherwise) => config.TryGetProperty(key, out JsonElement value) ? value.GetString()! : otherwise;

    private static bool Flag(JsonElement config, string key) => config.TryGetProperty(key, out JsonElement value) && value.GetBoolean();

    private static double Number(JsonElement config, string key, double otherwise) => config.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : otherwise;

    public static MonitorMode Mode(JsonElement config) => Enum.Parse<MonitorMode>(Text(config, "mode", "auto"), ignoreCase: true);
}
