using System.Text.Json;
using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>When a checkpoint saves, and to which path.</summary>
internal sealed class CheckpointKind : ICaseKind
{
    public string Kind => "checkpoint";

    public void Run(OracleCase test)
    {
        test.Skip("about");
        JsonElement config = test.Field("config");
        var saved = new List<(int Epoch, int? Batch, string Path)>();
        (int Epoch, int? Batch) now = default;
        ModelCheckpoint callback = Create(config, path => saved.Add((now.Epoch, now.Batch, path)));
        int batches = test.Field("batches").GetInt32();
        JsonElement[] epochs = [.. test.Field("epochs").EnumerateArray()];
        void Drive()
        {
            DrivenCallbacks.Attach(callback, 0.5f);
            callback.OnTrainBegin(new Dictionary<string, float>());
            for (int epoch = 0; epoch < epochs.Length; epoch++)
            {
                callback.OnEpochBegin(epoch, new Dictionary<string, float>());
                for (int batch = 0; batch < batches; batch++)
                {
                    now = (epoch, batch);
                    callback.OnTrainBatchEnd(batch, new Dictionary<string, float> { ["loss"] = (float)OracleCase.Number(epochs[epoch].GetProperty("loss")) });
                }

                now = (epoch, null);
                callback.OnEpochEnd(epoch, DrivenCallbacks.Logs(epochs[epoch]));
            }
        }

        if (test.Has("error"))
        {
            Assert.That(Drive, Throws.ArgumentException);
        }
        else
        {
            Drive();
            test.AssertEqual("best is there", test.Has("best"), callback.Best is not null);
            if (callback.Best is double best)
            {
                test.AssertClose("best", OracleCase.Number(test.Field("best")), best);
            }
        }

        test.AssertEqual("saved", string.Join("; ", test.Field("saved").EnumerateArray().Select(Describe)), string.Join("; ", saved.Select(s => $"{s.Epoch} {s.Batch?.ToString() ?? "-"} {s.Path} {callback.SaveWeightsOnly}")));
    }

    private static string Describe(JsonElement saved) =>
        $"{saved.GetProperty("epoch")} {(saved.GetProperty("batch").ValueKind == JsonValueKind.Null ? "-" : saved.GetProperty("batch").ToString())} {saved.GetProperty("path").GetString()} {saved.TryGetProperty("weights_only", out JsonElement only) && only.GetBoolean()}";

    private static ModelCheckpoint Create(JsonElement config, Action<string> write) => new(config.GetProperty("filepath").GetString()!)
    {
        Monitor = config.TryGetProperty("monitor", out JsonElement monitor) ? monitor.GetString()! : "val_loss",
        Mode = TrainCallbacks.Mode(config),
        SaveBestOnly = config.TryGetProperty("save_best_only", out JsonElement best) && best.GetBoolean(),
        SaveWeightsOnly = config.TryGetProperty("save_weights_only", out JsonElement only) && only.GetBoolean(),
        SaveFrequency = config.TryGetProperty("save_freq", out JsonElement frequency) && frequency.ValueKind == JsonValueKind.Number ? frequency.GetInt32() : null,
        InitialValueThreshold = config.TryGetProperty("initial_value_threshold", out JsonElement threshold) ? threshold.GetDouble() : null,
        Write = (_, path) => write(path),
    };
}
