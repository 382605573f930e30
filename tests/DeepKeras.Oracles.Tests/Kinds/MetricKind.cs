using System.Text.Json;
using DeepKeras.Metrics;

namespace DeepKeras.Tests;

/// <summary>The result after each update and after a reset, with the batch's size known and unknown while the graph is made.</summary>
internal sealed class MetricKind : ICaseKind
{
    public string Kind => "metric";

    public void Run(OracleCase test)
    {
        foreach (bool known in new[] { true, false })
        {
            Metric metric = test.Create<Metric>();
            WrittenConfig.AssertHolds(test, metric);
            string where = known ? "" : " (batch size unknown)";
            JsonElement[] updates = [.. test.Field("updates").EnumerateArray()];
            JsonElement[] results = [.. test.Field("results").EnumerateArray()];
            for (int i = 0; i < updates.Length; i++)
            {
                HostArray seen = Update(metric, BatchOfCase.Of(test, updates[i]), known);
                Compare(test, $"result {i}{where}", results[i], seen);
                Compare(test, $"result {i} in a graph of its own{where}", results[i], Result(metric));
            }

            metric.ResetState();
            Compare(test, "result after reset" + where, test.Field("result_after_reset"), Result(metric));
        }
    }

    private static void Compare(OracleCase test, string what, JsonElement expected, HostArray actual)
    {
        if (expected.ValueKind == JsonValueKind.Number || expected.GetString() is "NaN" or "Infinity" or "-Infinity")
        {
            test.AssertEqual(what + " shape", "()", actual.Shape.ToString());
            test.AssertClose(what, OracleCase.Number(expected), actual[0]);
        }
        else
        {
            test.AssertClose(what, test.Array(expected)!, actual);
        }
    }

    private static HostArray Update(Metric metric, BatchOfCase batch, bool known)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        BatchOfCase.Tensors tensors = batch.Inputs(known);
        if (tensors.YTrue is { } yTrue)
        {
            metric.UpdateState(yTrue, tensors.YPred, tensors.Weight);
        }
        else
        {
            metric.UpdateState(tensors.YPred, tensors.YPred, tensors.Weight);
        }

        using Executable executable = Engine.Current.Compile(new Graph(tensors.All, [metric.Result()], trace.Updates));
        return executable.Run(batch.Arrays)[0];
    }

    private static HostArray Result(Metric metric)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        using Executable executable = Engine.Current.Compile(new Graph([], [metric.Result()], []));
        return executable.Run()[0];
    }
}
