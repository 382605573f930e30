using System.Text.Json;
using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Tests;

/// <summary>A whole training: history, each batch's logs, the weights and the optimizer's state after it, predictions, evaluation.</summary>
internal sealed class TrainKind : ICaseKind
{
    public string Kind => "train";

    public void Run(OracleCase test)
    {
        test.Skip("about");
        using Model model = TrainedModel.Create(test);
        TrainingData data = TrainedModel.Data(test, test.Field("x"), test.Field("y"), test.TryField("sample_weight", out JsonElement weight) ? weight : default);
        int batchSize = 32;
        if (test.Has("calls"))
        {
            test.Skip("fit", "class_weight", "validation");
            foreach (JsonElement call in test.Field("calls").EnumerateArray())
            {
                TrainCalls.Perform(test, model, call);
            }
        }
        else
        {
            batchSize = Fit(test, model, data);
        }

        IReadOnlyList<Variable> weights = model.Weights;
        IReadOnlyList<HostArray?> final = test.Arrays("final_weights");
        Assert.That(weights, Has.Count.EqualTo(final.Count));
        for (int i = 0; i < final.Count; i++)
        {
            test.AssertClose($"weight {weights[i].Path}", final[i]!, weights[i].Host);
        }

        OptimizerState(test, model);
        Predictions(test, model, data, batchSize);
        IReadOnlyDictionary<string, float> evaluated = model.Evaluate(data, batchSize);
        TrainLogs.Compare(test, "evaluate", test.Field("evaluate"), evaluated);
    }

    private static int Fit(OracleCase test, Model model, TrainingData data)
    {
        var recorder = new BatchRecorder();
        List<(Callback Callback, JsonElement Json)> callbacks = [.. test.Has("callbacks") ? test.Field("callbacks").EnumerateArray().Select(json => (TrainCallbacks.Create(json), json)) : []];
        FitOptions options = TrainedModel.Options(test, test.Field("fit")) with
        {
            Callbacks = [recorder, .. callbacks.Select(pair => pair.Callback)],
            ClassWeight = test.Has("class_weight") ? test.Field("class_weight").EnumerateObject().ToDictionary(p => int.Parse(p.Name), p => (float)p.Value.GetDouble()) : null,
            Validation = test.Has("validation") ? Validation(test, test.Field("validation")) : null,
        };
        if (test.Field("fit").TryGetProperty("validation_split", out JsonElement split))
        {
            options = options with { ValidationSplit = split.GetDouble() };
        }

        History history = model.Fit(data, options);
        TrainLogs.CompareHistory(test, history);
        test.AssertEqual("history_epochs", [.. test.Field("history_epochs").EnumerateArray().Select(e => e.GetInt32())], history.Epochs.ToArray());
        if (test.Has("batch_logs") && !test.Has("either"))
        {
            TrainLogs.CompareBatches(test, test.Field("batch_logs"), recorder.Epochs);
        }

        test.Skip("batch_logs", "either");
        foreach ((Callback callback, JsonElement json) in callbacks)
        {
            TrainCallbacks.CompareAfter(test, callback, json.GetProperty("after"));
        }

        return options.BatchSize;
    }

    private static TrainingData Validation(OracleCase test, JsonElement validation) =>
        TrainedModel.Data(test, validation.GetProperty("x"), validation.GetProperty("y"), validation.TryGetProperty("sample_weight", out JsonElement weight) ? weight : default);

    private static void OptimizerState(OracleCase test, Model model)
    {
        IReadOnlyList<Variable> state = model.Optimizer!.Variables;
        JsonElement[] expected = [.. test.Field("optimizer_state").EnumerateArray()];
        Assert.That(state.Select(variable => variable.Shape.ToString()), Is.EqualTo(expected.Select(e => test.Array(e.GetProperty("ref"))!.Shape.ToString())),
            $"optimizer state: {string.Join(", ", expected.Select(e => e.GetProperty("path").GetString()))}");
        for (int i = 0; i < expected.Length; i++)
        {
            // Keras on torch counts its steps in int32.
            test.AssertValues($"optimizer {expected[i].GetProperty("path")}", test.Array(expected[i].GetProperty("ref"))!, state[i].Host);
        }
    }

    private static void Predictions(OracleCase test, Model model, TrainingData data, int batchSize)
    {
        IReadOnlyList<DataArray> outputs = model.Predict(data.X, batchSize);
        JsonElement predict = test.Field("predict");
        JsonElement[] expected = predict.ValueKind switch
        {
            JsonValueKind.String => [predict],
            JsonValueKind.Array => [.. predict.EnumerateArray()],
            _ => [.. model.TargetNames.Select(name => predict.GetProperty(name))],
        };
        Assert.That(outputs, Has.Count.EqualTo(expected.Length));
        for (int i = 0; i < expected.Length; i++)
        {
            test.AssertClose($"predict {i}", test.Array(expected[i])!, outputs[i].Array);
        }
    }
}
