using System.Text.Json;
using DeepKeras.Data;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>A file that is damaged or means harm: refused by name, or loaded where nothing is wrong with it; nothing is written or run.</summary>
internal sealed class BadFileKind : ICaseKind
{
    public string Kind => "bad_file";

    public void Run(OracleCase test)
    {
        test.Skip("keras");
        string path = Path.Combine(test.Group.Folder, test.Text("path"));
        string must = test.Text("must");
        string expect = test.Text("expect");
        string[] before = Listing(path);
        Model? model = null;
        try
        {
            model = Open(test, path);
        }
        catch (Exception e) when (e is ModelFileException or ConfigException)
        {
            test.Skip("inputs", "outputs");
            test.AssertEqual($"{expect}; \"{e.Message}\"", true, must is "refuse" or "either");
        }

        if (model is not null)
        {
            using (model)
            {
                test.AssertEqual($"{expect}; was loaded", true, must is "load" or "either");
                DataArray[] x = [.. Structure.Leaves(test.Field("inputs")).Select(reference => new DataArray(test.Array(reference)!))];
                IReadOnlyList<DataArray> outputs = model.Predict(x);
                JsonElement[] expected = [.. Structure.Leaves(test.Field("outputs"))];
                for (int i = 0; i < expected.Length; i++)
                {
                    test.AssertValues($"output {i}", test.Array(expected[i])!, outputs[i].Array);
                }
            }
        }

        foreach (JsonElement name in test.Field("payload").EnumerateArray())
        {
            foreach (string folder in (string[])[Path.GetTempPath(), Environment.CurrentDirectory, Path.GetDirectoryName(path)!, Path.Combine(Path.GetDirectoryName(path)!, "..")])
            {
                Assert.That(File.Exists(Path.Combine(folder, name.GetString()!)), Is.False, $"{test.Name} wrote {name} into {folder}");
            }
        }

        Assert.That(Listing(path), Is.EqualTo(before), $"{test.Name} changed the folder that it lies in");
    }

    private static Model Open(OracleCase test, string path)
    {
        if (test.Text("format") is "keras" or "h5")
        {
            return Model.Load(path);
        }

        Model model = Model.FromJson(test.Field("model").GetRawText());
        try
        {
            model.LoadWeights(path);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static string[] Listing(string path) => [.. Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Order(StringComparer.Ordinal)];
}
