using System.Text.Json;
using DeepKeras.Callbacks;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

/// <summary>Callbacks that are called by hand, on a model with the metrics that the cases name.</summary>
internal static class DrivenCallbacks
{
    public static Model Attach(Callback callback, float learningRate)
    {
        Sequential model = Sequential.Create([2]).Dense(1);
        model.Compile(new SGD(learningRate), "mse", ["accuracy", "mae", new AUC { Name = "auc" }, new Precision { Name = "p" }, new R2Score { Name = "r2" }]);
        callback.SetModel(model);
        callback.SetParameters(new CallbackParameters(10, 3));
        return model;
    }

    public static Dictionary<string, float> Logs(JsonElement logs) => logs.EnumerateObject().ToDictionary(p => p.Name, p => (float)OracleCase.Number(p.Value));
}
