using System.Text.Json;
using DeepKeras.Data;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>What a case calls instead of one <c>fit</c>.</summary>
internal static class TrainCalls
{
    public static void Perform(OracleCase test, Model model, JsonElement call)
    {
        JsonElement logs = call.TryGetProperty("logs", out JsonElement given) ? given : default;
        string operation = call.GetProperty("op").GetString()!;
        switch (operation)
        {
            case "train_on_batch":
                TrainLogs.Compare(test, operation, logs, model.TrainOnBatch(Data(test, call)));
                break;
            case "test_on_batch":
                TrainLogs.Compare(test, operation, logs, model.TestOnBatch(Data(test, call)));
                break;
            case "fit":
                History history = model.Fit(Data(test, call), TrainedModel.Options(test, call));
                foreach (JsonProperty series in logs.EnumerateObject())
                {
                    float[] values = [.. history[series.Name]];
                    for (int i = 0; i < values.Length; i++)
                    {
                        test.AssertClose($"fit {series.Name}[{i}]", OracleCase.Number(series.Value[i]), values[i]);
                    }
                }

                break;
            case "compile":
                model.CompileFrom(new ConfigValue(call.TryGetProperty("compile", out JsonElement how) ? how : test.Field("compile"), ""));
                break;
            case "set_trainable":
                foreach (JsonProperty layer in call.GetProperty("trainable").EnumerateObject())
                {
                    model.GetLayer(layer.Name).Trainable = layer.Value.GetBoolean();
                }

                break;
            case "set_learning_rate":
                model.Optimizer!.CurrentLearningRate = call.GetProperty("value").GetSingle();
                break;
            default:
                throw new InvalidDataException($"{test.FullName}: a call that the runner does not know: {operation}.");
        }
    }

    private static TrainingData Data(OracleCase test, JsonElement call) =>
        TrainedModel.Data(test, call.GetProperty("x"), call.GetProperty("y"), call.TryGetProperty("sample_weight", out JsonElement weight) ? weight : default);
}
