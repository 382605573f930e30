using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>Compares numbers by name; where Keras's own backends disagree, either number is right.</summary>
internal static class TrainLogs
{
    public static void Compare(OracleCase test, string what, JsonElement expected, IReadOnlyDictionary<string, float> actual)
    {
        test.AssertEqual($"{what}: names", Names(expected), string.Join(", ", actual.Keys.Order(StringComparer.Ordinal)));
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            double[] either = Either(test, property.Name, "evaluate", -1);
            Check(test, $"{what} {property.Name}", OracleCase.Number(property.Value), either, actual[property.Name]);
        }
    }

    public static void CompareHistory(OracleCase test, History history)
    {
        JsonElement expected = test.Field("history");
        test.AssertEqual("history: names", Names(expected), string.Join(", ", history.Names.Order(StringComparer.Ordinal)));
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            CompareSeries(test, property, history);
        }
    }

    public static void CompareBatches(OracleCase test, JsonElement expected, IReadOnlyList<List<(int Batch, Dictionary<string, float> Logs)>> actual)
    {
        test.AssertEqual("batch_logs: epochs", expected.GetArrayLength(), actual.Count);
        int epoch = 0;
        foreach (JsonElement batches in expected.EnumerateArray())
        {
            test.AssertEqual($"batch_logs[{epoch}]: batches", string.Join(", ", batches.EnumerateArray().Select(b => b.GetProperty("batch").GetInt32())), string.Join(", ", actual[epoch].Select(b => b.Batch)));
            int i = 0;
            foreach (JsonElement batch in batches.EnumerateArray())
            {
                foreach (JsonProperty property in batch.EnumerateObject().Where(property => property.Name != "batch"))
                {
                    test.AssertClose($"epoch {epoch}, batch {i}, {property.Name}", OracleCase.Number(property.Value), actual[epoch][i].Logs[property.Name]);
                }

                i++;
            }

            epoch++;
        }
    }

    private static void CompareSeries(OracleCase test, JsonProperty expected, History history)
    {
        IReadOnlyList<float> values = history[expected.Name];
        test.AssertEqual($"history {expected.Name}: length", expected.Value.GetArrayLength(), values.Count);
        int i = 0;
        foreach (JsonElement value in expected.Value.EnumerateArray())
        {
            Check(test, $"history {expected.Name}[{i}]", OracleCase.Number(value), Either(test, expected.Name, "history", i), values[i]);
            i++;
        }
    }

    private static double[] Either(OracleCase test, string name, string where, int index) =>
        test.Has("either") && test.Field("either").TryGetProperty(name, out JsonElement other) && other.TryGetProperty(where, out JsonElement given)
            ? [OracleCase.Number(index < 0 ? given : given[index])] : [];

    private static void Check(OracleCase test, string what, double expected, double[] either, double actual)
    {
        double nearest = either.Append(expected).MinBy(value => Math.Abs(value - actual));
        test.AssertClose(what, nearest, actual);
    }

    private static string Names(JsonElement named) => string.Join(", ", named.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
}
