using System.Text.Json;
using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>progbar.json holds what Keras 3's own Progbar printed, with a clock that was set by hand.</summary>
internal sealed class ProgbarTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        using Stream stream = typeof(ProgbarTests).Assembly.GetManifestResourceStream("progbar.json")!;
        return [.. JsonSerializer.Deserialize<JsonElement>(stream).EnumerateArray().Select(json => new TestCaseData(json).SetName($"Keras's bar: {json.GetProperty("name").GetString()}"))];
    }

    [TestCaseSource(nameof(Cases))]
    public void Prints_what_Keras_prints(JsonElement test)
    {
        double now = 0;
        string text = "";
        int? target = test.GetProperty("target").ValueKind == JsonValueKind.Null ? null : test.GetProperty("target").GetInt32();
        var bar = new Progbar(target, () => now)
        {
            Verbose = test.GetProperty("verbose").GetInt32(),
            Dynamic = test.GetProperty("dynamic").GetBoolean(),
            StatefulMetrics = test.GetProperty("stateful").GetBoolean() ? null : [],
            Output = part => text += part,
        };
        foreach (JsonElement update in test.GetProperty("updates").EnumerateArray())
        {
            now = update.GetProperty("t").GetDouble();
            JsonElement last = update.GetProperty("finalize");
            bar.Update(
                update.GetProperty("current").GetInt32(),
                update.GetProperty("values").EnumerateObject().Select(value => KeyValuePair.Create(value.Name, value.Value.GetSingle())),
                last.ValueKind == JsonValueKind.Null ? null : last.GetBoolean());
        }

        Assert.That(text, Is.EqualTo(test.GetProperty("text").GetString()));
    }
}
