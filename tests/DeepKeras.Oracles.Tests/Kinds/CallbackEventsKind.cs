using System.Text.Json;
using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Tests;

/// <summary>Which events callbacks see, in which order, with which names in the logs.</summary>
internal sealed class CallbackEventsKind : ICaseKind
{
    public string Kind => "callback_events";

    public void Run(OracleCase test)
    {
        test.Skip("about");
        using Model model = TrainedModel.Create(test);
        TrainingData data = TrainedModel.Data(test, test.Field("x"), test.Field("y"), default);
        int[] rows = [.. test.Field("validation_rows").EnumerateArray().Select(row => row.GetInt32())];
        (string Event, int Index)? stop = test.Has("stop") ? (test.Field("stop")[0].GetString()!, test.Field("stop")[1].GetInt32()) : null;
        foreach (JsonElement call in test.Field("calls").EnumerateArray())
        {
            JsonElement[] expected = [.. call.GetProperty("events").EnumerateArray()];
            string[] tags = expected[0].GetArrayLength() == 4 ? [.. expected.Select(e => e[0].GetString()!).Distinct()] : [""];
            var events = new List<string>();
            EventRecorder[] recorders = [.. tags.Select(tag => new EventRecorder(tag, events, stop))];
            List<Callback> callbacks = [.. recorders, .. test.Field("callbacks").EnumerateArray().Select(TrainCallbacks.Create)];
            Perform(test, model, data, call, callbacks, rows);
            test.AssertEqual("epochs", call.GetProperty("params").GetProperty("epochs").GetInt32(), recorders[0].Parameters.Epochs);
            test.AssertEqual("steps", call.GetProperty("params").GetProperty("steps").GetInt32(), recorders[0].Parameters.Steps);
            test.AssertEqual("events", string.Join("\n", expected.Select(Describe)), string.Join("\n", events));
        }
    }

    private static void Perform(OracleCase test, Model model, TrainingData data, JsonElement call, List<Callback> callbacks, int[] rows)
    {
        int batchSize = call.GetProperty("batch_size").GetInt32();
        switch (call.GetProperty("op").GetString())
        {
            case "fit":
                bool validate = call.TryGetProperty("validate", out JsonElement asked) && asked.GetBoolean();
                model.Fit(data, TrainedModel.Options(test, call) with { Callbacks = callbacks, Validation = validate ? data.Slice(rows[0], rows[1]) : null });
                break;
            case "evaluate":
                model.Evaluate(data, batchSize, callbacks: callbacks);
                break;
            case "predict":
                model.Predict(data.X, batchSize, callbacks);
                break;
            default:
                throw new InvalidDataException($"{test.FullName}: a call that the runner does not know.");
        }
    }

    private static string Describe(JsonElement e)
    {
        int first = e.GetArrayLength() - 3;
        string tag = first == 1 ? e[0].GetString()! : "";
        string index = e[first + 1].ValueKind == JsonValueKind.Null ? "" : e[first + 1].GetInt32().ToString();
        string keys = e[first + 2].ValueKind == JsonValueKind.Null ? "" : string.Join(",", e[first + 2].EnumerateArray().Select(key => key.GetString()));
        return $"{tag} {e[first].GetString()} {index} [{keys}]";
    }
}
