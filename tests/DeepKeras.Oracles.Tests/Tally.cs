using System.Collections.Concurrent;

namespace DeepKeras.Tests;

/// <summary>How many cases of each kind passed or failed; printed at the end.</summary>
[SetUpFixture]
internal sealed class Tally
{
    private static readonly ConcurrentDictionary<string, int[]> Counts = new();

    public static void Count(string kind, bool passed) =>
        Interlocked.Increment(ref Counts.GetOrAdd(kind, _ => new int[2])[passed ? 0 : 1]);

    [OneTimeTearDown]
    public void Print()
    {
        var lines = new List<string> { "", $"{"kind",-18} {"passed",8} {"failed",8}" };
        lines.AddRange(Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Row(pair.Key, pair.Value)));
        lines.Add(Row("total", [.. Enumerable.Range(0, 2).Select(i => Counts.Values.Sum(counts => counts[i]))]));

        // The error stream is the one that every test runner shows.
        TestContext.Error.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private static string Row(string kind, int[] counts) => $"{kind,-18} {counts[0],8} {counts[1],8}";
}
