using System.Text.Json;
using DeepKeras.Saving;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests.Saving;

/// <summary>The hostile files: those whose fault lies in the zip or the HDF5 are refused by name, the others are sound as containers.</summary>
[TestFixture]
public sealed class BadFilesTests
{
    /// <summary>What the message must say, for the files whose container is at fault.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["traversal_entry"] = "leads out of the archive",
        ["absolute_entry"] = "absolute path",
        ["link_entry"] = "a link",
        ["two_configs"] = "two of this name",
        ["truncated_zip"] = "without a zip's directory",
        ["empty_file"] = "an empty file",
        ["text_file"] = "without a zip's directory",
        ["empty_zip"] = "config.json",
        ["missing_config"] = "config.json",
        ["missing_weights"] = "model.weights.h5",
        ["folder_inside"] = "config.json",
        ["crc_mismatch"] = "checksum",
        ["encrypted_entries"] = "encrypted",
        ["declared_4_gib"] = "4294967294",
        ["zip_bomb_asset"] = "expands at most",
        ["leading_bytes"] = "directory",
        ["json_not_utf8"] = "UTF-8",
        ["vocabulary_not_utf8"] = "UTF-8",
        ["h5_truncated"] = "cut off",
        ["h5_garbage"] = "HDF5",
        ["h5_string_weights"] = "numbers",
        ["h5_external_link"] = "external link",
        ["h5_soft_link"] = "soft link",
        ["h5_soft_link_loop"] = "soft link",
        ["h5_external_storage"] = "external storage",
        ["h5_virtual_dataset"] = "virtual dataset",
        ["h5_shape_bomb"] = "4398046511104 bytes declared",
        ["npz_pickled"] = "pickled",
        ["npz_payload"] = "pickled",
        ["weights_external_link"] = "external link",
        ["shard_traversal"] = "a file beside it",
    };

    private static IEnumerable<TestCaseData> Of(bool refused) =>
        from item in SavingFiles.Cases("bad_files")
        let name = item.GetProperty("name").GetString()!
        where Refused.ContainsKey(name) == refused
        select new TestCaseData(item).SetArgDisplayNames(name);

    private static IEnumerable<TestCaseData> Hostile() => Of(refused: true);

    private static IEnumerable<TestCaseData> Sound() => Of(refused: false);

    /// <summary>Reads all there is: config, assets, attributes, and every dataset as float32.</summary>
    private static void ReadAll(string path)
    {
        if (path.EndsWith(".keras", StringComparison.Ordinal))
        {
            using KerasArchive archive = KerasArchive.Open(path);
            archive.ReadText(KerasArchive.ConfigName);
            foreach (string asset in archive.Assets)
            {
                archive.ReadText(asset);
            }

            using WeightsFile weights = WeightsFile.Open(archive);
            ReadValues(weights);
        }
        else
        {
            using WeightsFile weights = WeightsFile.Open(path);
            ReadValues(weights);
        }
    }

    private static void ReadValues(WeightsFile weights)
    {
        foreach (Hdf5Dataset dataset in weights.Datasets.Values)
        {
            dataset.ToNumbers<float>();
        }

        foreach (Hdf5Node node in weights.Roots.SelectMany(root => root.Descendants().Prepend(root)))
        {
            foreach (Hdf5Attribute attribute in node.Attributes.Values)
            {
                attribute.ToStrings();
            }
        }
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_container_at_fault_is_refused_by_name(JsonElement item)
    {
        string path = SavingFiles.PathOf(item);
        Assert.That(
            () => ReadAll(path),
            Throws.InstanceOf<ModelFileException>().With.Message.StartsWith(path).And.Message.Contains(Refused[item.GetProperty("name").GetString()!]));
    }

    [TestCaseSource(nameof(Sound))]
    public void A_container_without_fault_is_read(JsonElement item) => Assert.That(() => ReadAll(SavingFiles.PathOf(item)), Throws.Nothing);

    [Test]
    public void What_Keras_loads_from_a_sound_container_is_never_refused() =>
        Assert.That(
            SavingFiles.Cases("bad_files").Where(item => item.GetProperty("must").GetString() == "load").Select(item => item.GetProperty("name").GetString()!),
            Has.None.Matches<string>(Refused.ContainsKey));
}
