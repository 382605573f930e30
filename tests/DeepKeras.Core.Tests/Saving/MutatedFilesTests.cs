using System.Diagnostics;
using DeepKeras.Saving;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests.Saving;

/// <summary>Files damaged at random: each is read or refused by name, soon and without more memory than its size accounts for.</summary>
[TestFixture]
public sealed class MutatedFilesTests
{
    private static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(SavingFiles.Variants, "*.h5").Order(StringComparer.Ordinal),
        Path.Combine(SavingFiles.Oracles, "weights_files", "lstm.weights.h5"),
        Path.Combine(SavingFiles.Oracles, "legacy_h5", "mlp_sgd.h5"),
        Path.Combine(SavingFiles.Oracles, "keras_files", "text_vectorization.keras"),
        Path.Combine(SavingFiles.Oracles, "bad_files", "deflated_entries.keras"),
    ];

    /// <summary>Set DEEPKERAS_MUTATIONS to fuzz for longer.</summary>
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("DEEPKERAS_MUTATIONS"), out int rounds) ? rounds : 100;

    /// <summary>Changes bytes, runs of bytes, or 8-byte fields to values that break things, or cuts the file off.</summary>
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = (byte[])bytes.Clone();

        // Most of such a file is values or zeros: three in four changes hit bytes that are not zero, mostly near the start.
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(random.Next(3) == 0 ? mutated.Length : Math.Min(mutated.Length, 16384));
            for (int tries = 0; tries < 64 && mutated[at] == 0 && random.Next(4) != 0; tries++)
            {
                at = (at + 1) % mutated.Length;
            }

            switch (random.Next(6))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated.AsSpan(at, Math.Min(8, mutated.Length - at)).Fill(0xff);
                    break;
                case 3:
                    mutated.AsSpan(at, Math.Min(random.Next(1, 9), mutated.Length - at)).Clear();
                    break;
                case 4:
                    int from = random.Next(mutated.Length), count = Math.Min(random.Next(1, 64), mutated.Length - Math.Max(from, at));
                    mutated.AsSpan(from, count).CopyTo(mutated.AsSpan(at));
                    break;
                default:
                    mutated[at]++;
                    break;
            }
        }

        return random.Next(20) == 0 ? mutated[..random.Next(mutated.Length)] : mutated;
    }

    private static void ReadAll(byte[] bytes, string path)
    {
        if (path.EndsWith(".keras", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, bytes);
            using KerasArchive archive = KerasArchive.Open(path);
            foreach (string entry in archive.Entries)
            {
                archive.ReadBytes(entry);
            }

            using Hdf5Reader reader = archive.OpenWeights();
            ReadAll(reader);
        }
        else
        {
            using Hdf5Reader reader = Hdf5Reader.Open(new MemoryStream(bytes), "mutated.h5", null);
            ReadAll(reader);
        }
    }

    private static void ReadAll(Hdf5Reader reader)
    {
        foreach (Hdf5Node node in reader.Root.Descendants().Prepend(reader.Root))
        {
            foreach (Hdf5Attribute attribute in node.Attributes.Values)
            {
                Try(() => attribute.ToStrings());
                Try(() => attribute.ToNumbers<double>());
            }

            if (node is Hdf5Dataset dataset)
            {
                Try(() => dataset.ToStrings());
                Try(() => dataset.ToNumbers<float>());
            }
        }
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (ModelFileException)
        {
            // The next one may be sound.
        }
    }

    [TestCaseSource(nameof(Sources))]
    public void A_damaged_file_is_read_or_refused_by_name(string source)
    {
        byte[] sound = File.ReadAllBytes(source);
        string folder = SavingFiles.NewFolder(), path = Path.Combine(folder, "mutated" + Path.GetExtension(source));
        try
        {
            int refused = 0;
            long most = 0;
            TimeSpan longest = TimeSpan.Zero;
            for (int round = 0; round < Rounds; round++)
            {
                byte[] mutated = Mutate(sound, new Random(round));
                long before = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                try
                {
                    ReadAll(mutated, path);
                }
                catch (ModelFileException e)
                {
                    refused++;
                    Assert.That(e.Message, Does.Contain("mutated").And.Contain("expected").And.Contain("got"));
                }
                catch (Exception e) when (e is not AssertionException)
                {
                    Assert.Fail($"round {round}: {e}");
                }

                most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
                longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            }

            TestContext.Out.WriteLine($"{refused} of {Rounds} refused, at most {most >> 10} KiB allocated, {longest.TotalMilliseconds:F0} ms");
            Assert.Multiple(() =>
            {
                Assert.That(refused, Is.GreaterThan(0));
                Assert.That(most, Is.LessThan(256L << 20));
                Assert.That(longest, Is.LessThan(TimeSpan.FromSeconds(10)));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
