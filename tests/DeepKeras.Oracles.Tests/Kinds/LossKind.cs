using System.Text.Json.Nodes;
using DeepKeras.Losses;
using DeepKeras.Operations;

namespace DeepKeras.Tests;

/// <summary>Value, losses of each row and gradient, with the batch's size known and unknown while the graph is made.</summary>
internal sealed class LossKind : ICaseKind
{
    public string Kind => "loss";

    public void Run(OracleCase test)
    {
        Loss loss = test.Create<Loss>();
        WrittenConfig.AssertHolds(test, loss);
        var config = (JsonObject)JsonNode.Parse(test.Field("config").GetRawText())!;
        config["reduction"] = "none";
        Loss unreduced = OracleCase.Create<Loss>(test.Text("class_name"), System.Text.Json.JsonSerializer.SerializeToElement(config));
        var batch = BatchOfCase.Of(test, test.Field);
        foreach (bool known in new[] { true, false })
        {
            string where = known ? "" : " (batch size unknown)";
            HostArray[] results = Losses(batch, loss, unreduced, known);
            if (test.Field("value").ValueKind == System.Text.Json.JsonValueKind.String && test.Field("value").GetString() is { } reference && !IsNumber(reference))
            {
                test.AssertClose("value" + where, test.Array("value")!, results[0]);
            }
            else
            {
                test.AssertClose("value" + where, OracleCase.Number(test.Field("value")), results[0][0]);
            }

            test.AssertClose("per_sample" + where, test.Array("per_sample")!, results[1]);
            if (test.Array("grad") is { } gradient)
            {
                test.AssertClose("grad" + where, gradient, results[2]);
            }
        }
    }

    private static bool IsNumber(string text) => text is "NaN" or "Infinity" or "-Infinity";

    private static HostArray[] Losses(BatchOfCase batch, Loss loss, Loss unreduced, bool known)
    {
        var trace = new Trace(training: true);
        using Trace.Scope scope = trace.Enter();
        BatchOfCase.Tensors tensors = batch.Inputs(known);
        Tensor value = loss.Apply(tensors.YTrue!, tensors.YPred, tensors.Weight);
        Tensor rows = unreduced.Apply(tensors.YTrue!, tensors.YPred, tensors.Weight);
        Tensor gradient = Ops.Gradients(Ops.Sum(value), [tensors.Source])[0];
        using Executable executable = Engine.Current.Compile(new Graph(tensors.All, [value, rows, gradient], trace.Updates));
        return executable.Run(batch.Arrays);
    }
}
