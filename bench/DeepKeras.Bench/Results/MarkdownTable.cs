using System.Globalization;
using System.Text;
using static DeepKeras.Bench.Contenders.Contender;

namespace DeepKeras.Bench.Results;

/// <summary>The results as the README shows them.</summary>
internal static class MarkdownTable
{
    private static readonly Dictionary<string, string> Peers = new() { ["mlp_predict"] = "mlp_call", ["cnn_predict"] = "cnn_call" };

    public static string Render(ResultFile file)
    {
        var text = new StringBuilder();
        Meta meta = file.Meta;
        text.AppendLine($"{meta.Cpu}, {meta.Cores} cores, {Number(meta.MemoryGb)} GB, {meta.Os}, .NET {meta.Versions["dotnet"]}, " +
                        $"libtorch {meta.Versions["libtorch"]}, TorchSharp {meta.Versions["torchsharp"]}; {meta.Date}.");
        if (meta.Quick)
            text.AppendLine("Quick run: a tenth of the rows. Not for comparison.");
        if (file.Pairs.Count > 0)
        {
            text.AppendLine().AppendLine("Same process, epoch about: µs a step (median), and how many times as fast as the plain TorchSharp loop.").AppendLine();
            text.AppendLine("| work | DeepKeras | TorchSharp | speed |").AppendLine("|---|--:|--:|--:|");
            foreach (var pair in file.Pairs.GroupBy(p => p.Work))
                text.AppendLine($"| {pair.Key} | {Number(Statistics.Median([.. pair.SelectMany(p => p.Deepkeras)]))} | " +
                                $"{Number(Statistics.Median([.. pair.SelectMany(p => p.Torchsharp)]))} | " +
                                $"{Statistics.Median([.. pair.Select(p => p.Ratio)]).ToString("0.00", CultureInfo.InvariantCulture)}× |");
        }
        bool engines = file.Runs.Any(run => run.Label == OnTensorFlow);
        (string first, string second, string other) = engines ? ("TensorFlow", "libtorch", Ours) : ("DeepKeras", "TorchSharp", "torchsharp");
        string shown = engines ? OnTensorFlow : Ours;
        text.AppendLine().AppendLine($"Each in a fresh process (median of all values of all rounds); above 1× {first} is better.").AppendLine();
        text.AppendLine($"| work | metric | {first} | {second} | ratio |").AppendLine("|---|---|--:|--:|--:|");
        foreach (var work in file.Runs.GroupBy(r => r.Work))
        {
            Dictionary<(string Label, string Name), double[]> values = work
                .SelectMany(r => r.Metrics.Select(m => (Key: (r.Label, m.Name), m.Values)))
                .GroupBy(m => m.Key).ToDictionary(g => g.Key, g => g.SelectMany(m => m.Values).ToArray());
            // Named as ours name it; TorchSharp's own name only where we have none.
            var rows = work.SelectMany(r => r.Metrics).Where(m => m.Better != "info").DistinctBy(m => m.Name)
                .Where(m => !Peers.Values.Any(p => m.Name.StartsWith(p, StringComparison.Ordinal) &&
                                                   values.Keys.Any(k => Peer(k.Name) == m.Name && k.Label == shown)));
            foreach (Metric metric in rows)
            {
                double? ours = Value(shown, metric.Name), theirs = Value(other, engines ? metric.Name : Peer(metric.Name));
                text.AppendLine($"| {work.Key} | {metric.Name}, {metric.Unit} | {Cell(ours)} | {Cell(theirs)} | {Ratio(ours, theirs, metric.Better)} |");
            }

            double? Value(string label, string name) => values.TryGetValue((label, name), out double[]? all) ? Statistics.Median(all) : null;
        }
        foreach (RunResult run in file.Runs.Where(r => r.Error is not null || r.Failed.Count > 0))
            text.AppendLine().AppendLine($"Failed: {run.Work} {run.Label}: {run.Error?.Split('\n')[0]} {string.Join("; ", run.Failed)}");
        return text.ToString();
    }

    private static string Peer(string name)
    {
        foreach ((string ours, string theirs) in Peers)
            if (name.StartsWith(ours, StringComparison.Ordinal))
                return theirs + name[ours.Length..];
        return name;
    }

    private static string Cell(double? value) => value is { } v ? Number(v) : "";

    private static string Ratio(double? ours, double? theirs, string better) =>
        ours is > 0 && theirs is > 0
            ? (better == "higher" ? ours.Value / theirs.Value : theirs.Value / ours.Value).ToString("0.00", CultureInfo.InvariantCulture) + "×"
            : "";

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "#,0" : Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.00",
            CultureInfo.InvariantCulture);
}
