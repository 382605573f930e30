using System.Text.Json;
using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>File names of templates, as Python's <c>str.format</c> makes them.</summary>
internal sealed class CheckpointNamesKind : ICaseKind
{
    public string Kind => "checkpoint_names";

    public void Run(OracleCase test)
    {
        test.Skip("about");
        Dictionary<string, double> logs = test.Field("logs").EnumerateObject().ToDictionary(p => p.Name, p => OracleCase.Number(p.Value));
        foreach (JsonElement row in test.Field("rows").EnumerateArray())
        {
            string template = row.GetProperty("template").GetString()!;
            var counts = new Dictionary<string, long> { ["epoch"] = row.GetProperty("epoch").GetInt32() + 1 };
            if (row.GetProperty("path").GetString() is { } path)
            {
                test.AssertEqual(template, path, FileNameTemplate.Format(template, counts, logs));
            }
            else
            {
                Assert.That(() => FileNameTemplate.Format(template, counts, logs), Throws.ArgumentException.With.Message.Contains("missing"), template);
            }
        }
    }
}
