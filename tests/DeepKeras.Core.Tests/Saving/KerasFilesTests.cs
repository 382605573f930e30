using System.Text.Json;
using DeepKeras.Data;
using DeepKeras.Saving;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests.Saving;

/// <summary>Every file that Keras wrote, against what h5py and zipfile said of it and against Keras's own arrays.</summary>
[TestFixture]
public sealed class KerasFilesTests
{
    private static readonly string[] Groups = ["keras_files", "legacy_h5", "other_versions", "sharded_files", "weights_files"];

    private static IEnumerable<TestCaseData> All() =>
        from name in Groups
        from item in SavingFiles.Cases(name)
        select new TestCaseData(name, item).SetArgDisplayNames(name, item.GetProperty("name").GetString()!);

    private static IEnumerable<TestCaseData> Zips() =>
        All().Where(test => ((JsonElement)test.Arguments[1]!).GetProperty("format").GetString() == "keras");

    /// <summary>Those that hold an optimizer whose variables have numbers, not names.</summary>
    private static IEnumerable<TestCaseData> Optimizers() => All().Where(test =>
    {
        var item = (JsonElement)test.Arguments[1]!;
        return item.GetProperty("format").GetString() != "h5" && item.GetProperty("optimizer").ValueKind == JsonValueKind.Array;
    });

    private static WeightsFile Open(JsonElement item)
    {
        string path = SavingFiles.PathOf(item);
        if (item.GetProperty("format").GetString() != "keras")
        {
            return WeightsFile.Open(path);
        }

        using KerasArchive archive = KerasArchive.Open(path);
        return WeightsFile.Open(archive);
    }

    [TestCaseSource(nameof(All))]
    public void Datasets_have_the_paths_shapes_and_types_that_h5py_lists(string group, JsonElement item)
    {
        using WeightsFile file = Open(item);
        IEnumerable<JsonElement> listed = item.TryGetProperty("h5", out JsonElement h5)
            ? h5.EnumerateArray()
            : item.GetProperty("shards").EnumerateObject().SelectMany(shard => shard.Value.EnumerateArray());
        string[] expected =
        [
            .. from entry in listed
               where entry.TryGetProperty("shape", out _)
               let dtype = entry.GetProperty("dtype").GetString()
               select $"{entry.GetProperty("path").GetString()} {(dtype == "|V2" ? "bfloat16" : dtype)} {entry.GetProperty("shape").GetRawText()}",
        ];
        string[] actual = [.. file.Datasets.Select(pair => $"{pair.Key} {pair.Value.TypeName} [{string.Join(", ", pair.Value.Shape)}]")];
        Assert.That(actual, Is.EquivalentTo(expected));
        Assert.That(group, Is.Not.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void Attributes_are_those_that_h5py_lists(string group, JsonElement item)
    {
        using WeightsFile file = Open(item);
        IEnumerable<JsonElement> listed = item.TryGetProperty("h5", out JsonElement h5)
            ? h5.EnumerateArray()
            : item.GetProperty("shards").EnumerateObject().SelectMany(shard => shard.Value.EnumerateArray());
        string[] expected =
        [
            .. from entry in listed
               where entry.TryGetProperty("attrs", out _)
               from attribute in entry.GetProperty("attrs").EnumerateObject()
               select $"{entry.GetProperty("path").GetString()!.TrimStart('/')}@{attribute.Name} = {JsonSerializer.Serialize(attribute.Value)}",
        ];
        string[] actual =
        [
            .. from node in file.Roots.SelectMany(root => root.Descendants().Prepend(root))
               from attribute in node.Attributes.Values
               select $"{node.Path}@{attribute.Name} = {(attribute.Shape.Length == 0 ? JsonSerializer.Serialize(attribute.ToText()) : JsonSerializer.Serialize(attribute.ToStrings()))}",
        ];
        Assert.That(actual, Is.EquivalentTo(expected), group);
    }

    [TestCaseSource(nameof(All))]
    public void Every_weight_that_Keras_had_is_among_the_values_bit_for_bit(string group, JsonElement item)
    {
        using NumpyArchive arrays = SavingFiles.Arrays(group);
        using WeightsFile file = Open(item);
        Hdf5Dataset[] left = [.. file.Datasets.Values];
        bool legacy = item.GetProperty("format").GetString() == "h5";
        Assert.Multiple(() =>
        {
            foreach (JsonElement weight in item.GetProperty("weights").EnumerateArray())
            {
                NumpyArray expected = arrays.Read(weight.GetProperty("ref").GetString()!);
                string path = weight.GetProperty("path").GetString()!;
                Assert.That(
                    left.Any(dataset => (!legacy || dataset.Path.EndsWith("/" + path, StringComparison.Ordinal)) && Same(dataset, expected)), path);
            }
        });
    }

    [TestCaseSource(nameof(Optimizers))]
    public void The_optimizer_s_variables_are_in_numeric_order(string group, JsonElement item)
    {
        using NumpyArchive arrays = SavingFiles.Arrays(group);
        using WeightsFile file = Open(item);
        NumpyArray[] expected = [.. item.GetProperty("optimizer").EnumerateArray().Select(variable => arrays.Read(variable.GetProperty("ref").GetString()!))];
        IReadOnlyList<Hdf5Dataset> actual = file.Numbered("optimizer/vars");
        Assert.That(actual.Select((dataset, i) => Same(dataset, expected[i])), Is.EqualTo(expected.Select(_ => true)));
    }

    [TestCaseSource(nameof(Zips))]
    public void Entries_metadata_and_assets_are_those_that_zipfile_lists(string group, JsonElement item)
    {
        using KerasArchive archive = KerasArchive.Open(SavingFiles.PathOf(item));
        Assert.Multiple(() =>
        {
            Assert.That(archive.Entries, Is.EqualTo(item.GetProperty("entries").EnumerateArray().Select(entry => entry.GetString())), group);
            using JsonDocument metadata = JsonDocument.Parse(archive.ReadText(KerasArchive.MetadataName));
            Assert.That(JsonElement.DeepEquals(metadata.RootElement, item.GetProperty("metadata")));
            if (item.TryGetProperty("assets", out JsonElement assets))
            {
                Assert.That(archive.Assets, Is.EquivalentTo(assets.EnumerateObject().Select(asset => asset.Name)));
                foreach (JsonProperty asset in assets.EnumerateObject())
                {
                    Assert.That(archive.ReadText(asset.Name), Is.EqualTo(asset.Value.GetString()));
                }
            }
        });
    }

    [Test]
    public void Values_are_those_of_the_path()
    {
        using NumpyArchive arrays = SavingFiles.Arrays("keras_files");
        using KerasArchive archive = KerasArchive.Open(Path.Combine(SavingFiles.Oracles, "keras_files", "mlp.keras"));
        using WeightsFile file = WeightsFile.Open(archive);
        Assert.That(file.Datasets["layers/dense_1/vars/0"].ToNumbers<float>(), Is.EqualTo(arrays.Read("mlp/weight2").As<float>().ToArray()));
    }

    private static bool Same(Hdf5Dataset dataset, NumpyArray array) =>
        dataset.Shape.SequenceEqual(array.Shape.Select(extent => (long)extent)) && dataset.ToNumbers<double>().SequenceEqual(array.ToDoubles());
}
