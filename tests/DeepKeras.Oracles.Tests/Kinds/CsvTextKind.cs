using System.Text.Json;
using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>The text of a CSV log, letter by letter.</summary>
internal sealed class CsvTextKind : ICaseKind
{
    public string Kind => "csv_text";

    public void Run(OracleCase test)
    {
        test.Skip("about");
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{test.Name}-{Guid.NewGuid():N}.csv");
        try
        {
            Log(test, path, "epochs");
            if (test.Has("again"))
            {
                Log(test, path, "again");
            }

            test.AssertEqual("text", test.Text("text"), File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Log(OracleCase test, string path, string field)
    {
        JsonElement config = test.Field("config");
        var logger = new CsvLogger(path)
        {
            Append = config.TryGetProperty("append", out JsonElement append) && append.GetBoolean(),
            Separator = config.TryGetProperty("separator", out JsonElement separator) ? separator.GetString()! : ",",
        };
        logger.OnTrainBegin(new Dictionary<string, float>());
        foreach (JsonElement epoch in test.Field(field).EnumerateArray())
        {
            logger.Write(epoch.GetProperty("epoch").GetInt32(), epoch.GetProperty("logs").EnumerateObject().ToDictionary(p => p.Name, p => OracleCase.Number(p.Value)));
        }

        logger.OnTrainEnd(new Dictionary<string, float>());
    }
}
