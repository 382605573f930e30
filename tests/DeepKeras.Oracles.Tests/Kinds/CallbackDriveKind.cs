using System.Text.Json;
using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>What a callback does with logs that are given to it, epoch by epoch.</summary>
internal sealed class CallbackDriveKind : ICaseKind
{
    public string Kind => "callback_drive";

    public void Run(OracleCase test)
    {
        test.Skip("about");
        Callback callback = TrainCallbacks.Create(test.Text("class_name"), test.Field("config"));
        Model model = DrivenCallbacks.Attach(callback, test.Field("learning_rate").GetSingle());
        JsonElement[] epochs = [.. test.Field("epochs").EnumerateArray()];
        JsonElement[] trace = [.. test.Field("trace").EnumerateArray()];
        callback.OnTrainBegin(new Dictionary<string, float>());
        for (int epoch = 0; epoch < trace.Length; epoch++)
        {
            Dictionary<string, float> logs = DrivenCallbacks.Logs(epochs[epoch]);
            callback.OnEpochBegin(epoch, new Dictionary<string, float>());
            callback.OnEpochEnd(epoch, logs);
            Compare(test, callback, model, trace[epoch], epoch, logs);
        }

        if (test.Has("error"))
        {
            Assert.That(() => callback.OnEpochEnd(trace.Length, DrivenCallbacks.Logs(epochs[trace.Length])), Throws.ArgumentException.With.Message.Contains("Mode"));
            test.AssertEqual("epochs before the error", 0, trace.Length);
        }
    }

    private static void Compare(OracleCase test, Callback callback, Model model, JsonElement expected, int epoch, Dictionary<string, float> logs)
    {
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            string what = $"epoch {epoch}: {property.Name}";
            switch (property.Name)
            {
                case "learning_rate":
                    test.AssertClose(what, property.Value.GetDouble(), model.Optimizer!.CurrentLearningRate);
                    break;
                case "stop":
                    test.AssertEqual(what, property.Value.GetBoolean(), model.StopTraining);
                    break;
                case "logs":
                    foreach (JsonProperty log in property.Value.EnumerateObject())
                    {
                        test.AssertClose($"{what}.{log.Name}", OracleCase.Number(log.Value), logs[log.Name]);
                    }

                    break;
                default:
                    double? actual = TrainCallbacks.Attribute(callback, property.Name);
                    test.AssertEqual($"{what} is there", property.Value.ValueKind != JsonValueKind.Null, actual is not null);
                    if (actual is double value)
                    {
                        test.AssertClose(what, OracleCase.Number(property.Value), value);
                    }

                    break;
            }
        }
    }
}
