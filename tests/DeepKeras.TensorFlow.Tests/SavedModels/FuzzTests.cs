using DeepKeras.Layers;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Bundle;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>Files that something has damaged.</summary>
internal sealed class FuzzTests
{
    private const int Mutations = 10_000;

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("damaged").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("perceptron")]
    [TestCase("convolution and loop")]
    [TestCase("words")]
    public void Damaged_files_are_refused_by_a_named_error(string what)
    {
        using Model model = what == "words" ? Words() : what == "perceptron" ? Sequential.Create([4]).Dense(8, "relu").Dense(3, "softmax")
            : Sequential.Create([12, 3]).Conv1D(2, 3, padding: Padding.Same, activation: "elu").BatchNormalization().MaxPooling1D(1).LSTM(2).Dense(2);
        model.Export(folder, ExportFormat.SavedModel);
        string prefix = Path.Combine(folder, "variables", "variables");
        byte[][] whole = [File.ReadAllBytes(Path.Combine(folder, SavedModelFile.Name)), File.ReadAllBytes($"{prefix}.index"), File.ReadAllBytes($"{prefix}.data-00000-of-00001")];
        SavedModelFile file = SavedModelFile.Read(folder, whole[0]);
        var random = new Random(4);
        int[] refused = new int[whole.Length];
        var others = new List<string>();
        for (int i = 0; i < Mutations; i++)
        {
            int which = i % whole.Length;
            byte[][] files = [.. whole];
            files[which] = Damaged(whole[which], random);
            try
            {
                using SavedModel saved = SavedModel.Load(
                    which == 0 ? SavedModelFile.Read(folder, files[0]) : file,
                    () => BundleReader.Of(prefix, files[1], path => path.EndsWith("data-00000-of-00001", StringComparison.Ordinal) ? new MemoryStream(files[2]) : null));
                if (which == 0)
                {
                    Translate(saved);
                }
            }
            catch (ModelFileException)
            {
                refused[which]++;
            }
            catch (Exception error)
            {
                others.Add($"mutation {i}: {error}");
            }
        }

        TestContext.Out.WriteLine($"{string.Join(", ", refused)} of {Mutations / 3} refused");

        // Every byte of the checkpoint that is read is under a checksum; a graph has names that nothing depends on.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(others, Is.Empty);
            Assert.That(refused[0], Is.GreaterThan(Mutations / 10));
            Assert.That(refused[1], Is.GreaterThan(Mutations / 4));
            Assert.That(refused[2], Is.GreaterThan(Mutations / 20));
        }
    }

    private static Model Words()
    {
        Tensor input = Keras.Input([1], DType.String, name: "x");
        Tensor places = new TextVectorization(vocabulary: ["a", "b", "c"], ngrams: 2).Apply(input);
        return new Model(input, new Dense(2).Apply(new GlobalAveragePooling1D().Apply(new Embedding(6, 4).Apply(places))));
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static void Translate(SavedModel saved)
    {
        foreach (SavedModelSignature signature in saved.Signatures.Values.Where(s => s.Inputs.All(input => input is { DType: not null, Shape: not null })))
        {
            Shape[] shapes = [.. signature.Inputs.Select(input => Shape.Create([.. input.Shape!.Select(size => Math.Clamp(size, 1, 64))]))];
            HostArray[] arrays = [.. signature.Inputs.Zip(shapes, (input, shape) => new HostArray(input.DType!.Value, shape))];
            foreach (HostArray texts in arrays.Where(array => array.Type == DType.String))
            {
                texts.Texts.Fill("A b, c!");
            }

            saved.Translate(signature, shapes, arrays);
        }
    }
}
