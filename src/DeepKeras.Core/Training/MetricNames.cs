using DeepKeras.Metrics;

namespace DeepKeras.Training;

/// <summary>
/// The names under which metrics stand in the history, by the rules of <c>CompileMetrics.result</c>: the output's name in front where
/// there are several, <c>weighted_</c> where a plain metric has the name, a number where that is taken too.
/// </summary>
internal static class MetricNames
{
    public static List<(string Name, Metric Metric)> Of(IReadOnlyList<string> outputs, Metric[][] metrics, Metric[][] weighted)
    {
        var names = new List<(string, Metric)>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < outputs.Count; i++)
        {
            string prefix = outputs.Count > 1 ? $"{outputs[i]}_" : "";
            foreach (Metric metric in metrics[i])
            {
                names.Add((Unique(prefix + metric.Name), metric));
            }
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            string prefix = outputs.Count > 1 ? $"{outputs[i]}_" : "";
            foreach (Metric metric in weighted[i])
            {
                string plain = prefix + metric.Name;
                names.Add((counts.ContainsKey(plain) ? Unique($"{prefix}weighted_{metric.Name}") : Unique(plain), metric));
            }
        }

        return names;

        string Unique(string name)
        {
            if (counts.TryAdd(name, 1))
            {
                return name;
            }

            return $"{name}_{counts[name]++}";
        }
    }
}
