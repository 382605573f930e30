using System.IO.Compression;
using System.Text.Json;
using DeepKeras.Data;
using DeepKeras.Saving;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests;

/// <summary>
/// A file that Keras wrote: its weights, outputs and optimizer, the next training step from it; and the file that we write of the same model.
/// </summary>
internal sealed class FileKind : ICaseKind
{
    public string Kind => "file";

    public void Run(OracleCase test)
    {
        if (test.Text("format") != "keras")
        {
            throw new NoClassYetException($"reader of {test.Text("format")}");
        }

        if (test.Flag("optional"))
        {
            throw new NoClassYetException("reader of Keras 2's files");
        }

        // Where TensorFlow rounds in 16 bits is not settled yet.
        if (test.Field("model").GetRawText() is { } json && (json.Contains("mixed_bfloat16", StringComparison.Ordinal) || json.Contains("\"bfloat16\"", StringComparison.Ordinal) || json.Contains("\"float16\"", StringComparison.Ordinal)))
        {
            throw new NoClassYetException("16-bit models rounded as TensorFlow rounds them");
        }

        Missing.RequireAllIn(test.Field("model"));
        test.Skip("written_by", "keras_loads", "metadata", "shards");
        using Model model = Model.Load(Path.Combine(test.Group.Folder, test.Text("path")));
        CompareVariables(test, "weight", [.. model.Weights], "weights");
        if (test.Has("optimizer"))
        {
            CompareVariables(test, "optimizer", [.. model.Optimizer!.Variables], "optimizer");
        }

        DataArray[] x = [.. Leaves(test.Field("inputs")).Select(reference => new DataArray(test.Array(reference)!))];
        IReadOnlyList<DataArray> outputs = model.Predict(x);
        JsonElement[] expected = [.. Leaves(test.Field("outputs"))];
        for (int i = 0; i < expected.Length; i++)
        {
            test.AssertValues($"output {i}", test.Array(expected[i])!, outputs[i].Array);
        }

        CompareWritten(test, model);
        if (test.Has("step"))
        {
            Step(test, model, x, test.Field("step"));
        }
    }

    private static void CompareVariables(OracleCase test, string what, Variable[] variables, string field)
    {
        JsonElement[] expected = [.. test.Field(field).EnumerateArray()];
        test.AssertEqual($"{what} shapes", string.Join(" ", expected.Select(e => test.Array(e.GetProperty("ref"))!.Shape)), string.Join(" ", variables.Select(v => v.Shape)));
        for (int i = 0; i < expected.Length; i++)
        {
            test.AssertValues($"{what} {variables[i].Path}", test.Array(expected[i].GetProperty("ref"))!, variables[i].Host);
        }
    }

    private static void Step(OracleCase test, Model model, DataArray[] x, JsonElement step)
    {
        DataArray[] y = [.. Leaves(step.GetProperty("y")).Select(reference => new DataArray(test.Array(reference)!))];
        IReadOnlyDictionary<string, float> logs = model.TrainOnBatch(new TrainingData(x, y));
        foreach (JsonProperty log in step.GetProperty("logs").EnumerateObject())
        {
            test.AssertClose($"step's {log.Name}", OracleCase.Number(log.Value), logs[log.Name]);
        }

        HashSet<string> noise = Noise(test, model, step);
        Compare("weights", [.. model.Weights]);
        Compare("optimizer", [.. model.Optimizer!.Variables]);

        void Compare(string field, Variable[] variables)
        {
            int i = 0;
            foreach (JsonElement reference in step.GetProperty(field).EnumerateArray())
            {
                if (!noise.Contains(variables[i].Path))
                {
                    test.AssertValues($"{field} after the step, {variables[i].Path}", test.Array(reference)!, variables[i].Host);
                }

                i++;
            }
        }
    }

    /// <summary>
    /// Weights whose gradient is zero but for rounding, such as a bias before batch normalization, with what Adam makes of them: it divides
    /// rounding by rounding. They are known by the mean of the gradient that Keras itself keeps.
    /// </summary>
    private static HashSet<string> Noise(OracleCase test, Model model, JsonElement step)
    {
        var noise = new HashSet<string>(StringComparer.Ordinal);
        Variable[] state = [.. model.Optimizer!.Variables];
        JsonElement[] after = [.. step.GetProperty("optimizer").EnumerateArray()];
        foreach (Variable weight in model.TrainableWeights)
        {
            string stem = weight.Path.Replace('/', '_');
            int momentum = Array.FindIndex(state, variable => variable.Name.EndsWith($"{stem}_momentum", StringComparison.Ordinal));
            if (momentum >= 0 && Enumerable.Range(0, (int)weight.Shape.Elements).All(i => Math.Abs(test.Array(after[momentum])![i]) < 1e-8))
            {
                noise.Add(weight.Path);
                noise.UnionWith(state.Where(variable => variable.Name.Contains(stem, StringComparison.Ordinal)).Select(variable => variable.Path));
            }
        }

        return noise;
    }

    /// <summary>Our own file of the model has Keras's entries, and in its HDF5 Keras's groups, attributes, shapes and dtypes.</summary>
    private static void CompareWritten(OracleCase test, Model model)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");
        try
        {
            model.Save(path);
            using (ZipArchive zip = ZipFile.OpenRead(path))
            {
                test.AssertEqual("entries", string.Join(" ", test.Field("entries").EnumerateArray().Select(entry => entry.GetString())), string.Join(" ", zip.Entries.Select(entry => entry.FullName)));
            }

            test.Skip("assets");
            using KerasArchive archive = KerasArchive.Open(path);
            using WeightsFile weights = WeightsFile.Open(archive);
            string[] expected = [.. test.Field("h5").EnumerateArray().Where(entry => entry.TryGetProperty("shape", out _)).Select(Describe).Order(StringComparer.Ordinal)];
            string[] written = [.. weights.Datasets.Select(pair => $"{pair.Key} ({string.Join(",", pair.Value.Shape)}) {pair.Value.TypeName}").Order(StringComparer.Ordinal)];
            test.AssertEqual("datasets of our own file", string.Join("\n", expected), string.Join("\n", written));
            using Model again = Model.Load(path);
            IReadOnlyList<Variable> before = model.Weights;
            IReadOnlyList<Variable> after = again.Weights;
            for (int i = 0; i < before.Count; i++)
            {
                test.AssertEqual($"weight {before[i].Path} of our own file", before[i].Host.Bytes.ToArray(), after[i].Host.Bytes.ToArray());
            }
        }
        finally
        {
            File.Delete(path);
        }

        static string Describe(JsonElement entry) =>
            $"{entry.GetProperty("path").GetString()} ({string.Join(",", entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()))}) {entry.GetProperty("dtype").GetString()}";
    }

    /// <summary>The references of a structure, a dictionary's by sorted key as TensorFlow flattens it.</summary>
    private static IEnumerable<JsonElement> Leaves(JsonElement structure) => structure.ValueKind switch
    {
        JsonValueKind.Array => structure.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Object => structure.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).SelectMany(property => Leaves(property.Value)),
        _ => [structure],
    };
}
