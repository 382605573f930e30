using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using DeepKeras.Saving;

namespace DeepKeras.Tests.Saving;

/// <summary>Models whose config was changed at random: each is loaded or refused by name, soon and without more memory than its file accounts for.</summary>
[TestFixture]
public sealed class MutatedModelsTests
{
    /// <summary>Set DEEPKERAS_MUTATIONS to fuzz for longer.</summary>
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("DEEPKERAS_MUTATIONS"), out int rounds) ? rounds : 1500;

    private static readonly string[] Sources = ["mlp_sgd", "cnn_batch_norm", "multi_io", "nested", "ftrl_frozen", "regularized", "dropout_seeds"];

    /// <summary>What stands in for a value: other types, edges of numbers, names of other things.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "2.5", "1e308", "-1e308", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "1e400",
        "\"\"", "\"relu\"", "\"dense\"", "\"float16\"", "\"int32\"", "\"os.system\"", "\"../x\"", "\"valid\"", "\"channels_first\"", "\"NaN\"", "[]", "[null]", "[0, 0]", "[-1, 2]", "[null, 4]",
        "[2147483647, 2147483647]", "[[[]]]", "{}", "{\"class_name\": \"Dense\", \"config\": {}}", "{\"class_name\": \"Lambda\", \"config\": {}}", "{\"module\": \"builtins\", \"class_name\": \"eval\", \"config\": \"1\"}",
    ];

    [TestCaseSource(nameof(Sources))]
    public void A_model_with_a_changed_config_is_loaded_or_refused_by_name(string source)
    {
        string sound = Path.Combine(SavingFiles.Oracles, "keras_files", source + ".keras");
        string folder = SavingFiles.NewFolder(), path = Path.Combine(folder, "mutated.keras");
        try
        {
            File.Copy(sound, path);
            string config = ReadConfig(path);
            int refused = 0, loaded = 0;
            long most = 0;
            TimeSpan longest = TimeSpan.Zero;
            for (int round = 0; round < Rounds; round++)
            {
                string mutated = Mutate(config, new Random(round));
                WriteConfig(path, mutated);
                long before = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                try
                {
                    Model.Load(path).Dispose();
                    loaded++;
                }
                catch (Exception e) when (e is ModelFileException or ConfigException or ShapeException)
                {
                    refused++;
                    Assert.That(e.Message, Is.Not.Empty);
                }
                catch (Exception e) when (e is not AssertionException)
                {
                    Assert.Fail($"round {round}: {e}\n{Change(config, mutated)}");
                }

                most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
                longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            }

            TestContext.Out.WriteLine($"{refused} refused and {loaded} loaded of {Rounds}, at most {most >> 10} KiB allocated, {longest.TotalMilliseconds:F0} ms");
            Assert.Multiple(() =>
            {
                Assert.That(refused, Is.GreaterThan(0));
                Assert.That(loaded, Is.GreaterThan(0));
                Assert.That(most, Is.LessThan(256L << 20));
                Assert.That(longest, Is.LessThan(TimeSpan.FromSeconds(10)));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ReadConfig(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry("config.json")!.Open());
        return reader.ReadToEnd();
    }

    private static void WriteConfig(string path, string config)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update);
        zip.GetEntry("config.json")!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry("config.json", CompressionLevel.NoCompression).Open());
        writer.Write(config);
    }

    /// <summary>Replaces, removes, doubles or swaps one to three values somewhere in the tree.</summary>
    private static string Mutate(string config, Random random)
    {
        JsonNode root = JsonNode.Parse(config)!;
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            List<JsonNode> places = [];
            Collect(root, places);
            JsonNode place = places[random.Next(places.Count)];
            if (place is JsonObject named && named.Count > 0)
            {
                string key = named.ElementAt(random.Next(named.Count)).Key;
                switch (random.Next(5))
                {
                    case 0:
                        named.Remove(key);
                        break;
                    case 1:
                        named["x" + key] = named[key]?.DeepClone();
                        break;
                    default:
                        named[key] = JsonNode.Parse(Values[random.Next(Values.Length)]);
                        break;
                }
            }
            else if (place is JsonArray list && list.Count > 0)
            {
                int at = random.Next(list.Count);
                switch (random.Next(4))
                {
                    case 0:
                        list.RemoveAt(at);
                        break;
                    case 1:
                        list.Add(list[at]?.DeepClone());
                        break;
                    default:
                        list[at] = JsonNode.Parse(Values[random.Next(Values.Length)]);
                        break;
                }
            }
        }

        return root.ToJsonString();
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject named)
        {
            places.Add(named);
            foreach ((_, JsonNode? inner) in named)
            {
                Collect(inner, places);
            }
        }
        else if (node is JsonArray list)
        {
            places.Add(list);
            foreach (JsonNode? inner in list)
            {
                Collect(inner, places);
            }
        }
    }

    private static string Change(string before, string after)
    {
        string same = JsonNode.Parse(before)!.ToJsonString();
        int at = 0;
        while (at < same.Length && at < after.Length && same[at] == after[at])
        {
            at++;
        }

        return $"at {at}: …{after[Math.Max(0, at - 200)..Math.Min(after.Length, at + 200)]}…";
    }
}
