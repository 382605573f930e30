using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

internal sealed class TensorBoardTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("deepkeras-board-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_file_begins_with_the_bytes_that_TensorFlow_writes()
    {
        // 24 bytes follow; the checksum of the number 24, as in every event file with "brain.Event:2" at its head.
        Fit(new TensorBoard(folder));
        byte[] file = File.ReadAllBytes(Directory.GetFiles(Path.Combine(folder, "train")).Single());
        Assert.That(file[..12], Is.EqualTo(new byte[] { 0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22 }));
    }

    [Test]
    public void Epochs_of_training_and_validation_are_scalars_under_Kerass_tags()
    {
        History history = Fit(new TensorBoard(folder));
        EventFileReader.Content train = EventFileReader.OfFolder(Path.Combine(folder, "train")), validation = EventFileReader.OfFolder(Path.Combine(folder, "validation"));
        Assert.Multiple(() =>
        {
            Assert.That(train.Version, Is.EqualTo("brain.Event:2"));
            Assert.That(Series(train, "epoch_loss"), Is.EqualTo(history["loss"]));
            Assert.That(Series(train, "epoch_mae"), Is.EqualTo(history["mae"]));
            Assert.That(Series(train, "epoch_learning_rate"), Is.EqualTo(new[] { 0.05f, 0.05f, 0.05f }));
            Assert.That(Series(validation, "epoch_loss"), Is.EqualTo(history["val_loss"]));
            Assert.That(Series(validation, "evaluation_loss_vs_iterations"), Is.EqualTo(history["val_loss"]));
            Assert.That(validation.Values.Where(value => value.Tag == "evaluation_loss_vs_iterations").Select(value => value.Step), Is.EqualTo(new[] { 3, 6, 9 }));
            Assert.That(train.Values.Where(value => value.Tag == "epoch_loss").Select(value => value.Step), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(train.Values.Select(value => value.Tag).Distinct(), Is.EqualTo(new[] { "keras", "epoch_loss", "epoch_mae", "epoch_learning_rate" }));
        });
    }

    [Test]
    public void A_scalar_is_a_float32_tensor_of_the_plugin_scalars()
    {
        Fit(new TensorBoard(folder));
        EventFileReader.Value value = EventFileReader.OfFolder(Path.Combine(folder, "train")).Values.First(value => value.Tag == "epoch_loss");
        Assert.That((value.Plugin, value.DataClass, value.Type, value.Shape.Length, value.Content.Length), Is.EqualTo(("scalars", 1, 1, 0, 4)));
    }

    [TestCase(1, new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [TestCase(4, new[] { 4, 8 })]
    public void Batches_are_written_every_so_many_steps_counted_over_epochs(int frequency, int[] steps)
    {
        Fit(new TensorBoard(folder) { UpdateFrequency = frequency, WriteStepsPerSecond = true });
        EventFileReader.Content train = EventFileReader.OfFolder(Path.Combine(folder, "train"));
        Assert.Multiple(() =>
        {
            Assert.That(train.Values.Where(value => value.Tag == "batch_loss").Select(value => value.Step), Is.EqualTo(steps));
            Assert.That(train.Values.Where(value => value.Tag == "batch_steps_per_second").Select(value => value.Step), Is.EqualTo(steps));
            Assert.That(Series(train, "epoch_steps_per_second"), Has.Length.EqualTo(3).And.All.GreaterThan(0));
        });
    }

    [Test]
    public void A_histogram_has_thirty_rows_of_edges_and_counts_that_hold_every_weight()
    {
        using Sequential model = Model();
        Fit(new TensorBoard(folder) { HistogramFrequency = 2 }, model);
        EventFileReader.Value[] kernels = [.. EventFileReader.OfFolder(Path.Combine(folder, "train")).Values.Where(value => value.Tag == "board/dense/kernel/histogram")];
        double[] rows = Doubles(kernels[^1].Content);
        float[] weights = model.GetWeight("dense/kernel").Host.As<float>().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(kernels.Select(value => value.Step), Is.EqualTo(new[] { 0, 2 }));
            Assert.That((kernels[0].Plugin, kernels[0].Type, kernels[0].DataClass), Is.EqualTo(("histograms", 2, 2)));
            Assert.That(kernels[0].Shape, Is.EqualTo(new[] { 30, 3 }));
            Assert.That(Enumerable.Range(0, 30).Sum(i => rows[(i * 3) + 2]), Is.EqualTo(weights.Length));
            Assert.That(rows[0], Is.EqualTo(weights.Min()));
            Assert.That(rows[^2], Is.EqualTo(weights.Max()));
        });
    }

    [Test]
    public void A_weight_of_one_value_has_its_count_in_the_last_bucket()
    {
        Assert.That(Doubles(Tensor(SummaryValues.Histogram("b", HostArray.Of([2f, 2f], [2])))).TakeLast(3), Is.EqualTo(new[] { 2.0, 2.0, 2.0 }));
    }

    [Test]
    public void Weights_are_written_as_PNG_pictures_that_unpack_to_their_values()
    {
        Fit(new TensorBoard(folder) { HistogramFrequency = 1, WriteImages = true });
        EventFileReader.Value picture = EventFileReader.OfFolder(Path.Combine(folder, "train")).Values.First(value => value.Tag == "board/dense/kernel/image");
        byte[] png = picture.Strings[2];
        Assert.Multiple(() =>
        {
            Assert.That(picture.Plugin, Is.EqualTo("images"));
            Assert.That(picture.Strings[..2].Select(Encoding.ASCII.GetString), Is.EqualTo(new[] { "4", "2" }), "width, height: the shorter side stands");
            Assert.That(png[..8], Is.EqualTo(new byte[] { 137, 80, 78, 71, 13, 10, 26, 10 }));
            Assert.That(Pixels(png), Has.Length.EqualTo(2 * (4 + 1)));
        });
    }

    [Test]
    public void The_model_is_written_as_Kerass_JSON_and_as_a_graph_by_layers()
    {
        using Sequential model = Model();
        Fit(new TensorBoard(folder), model);
        EventFileReader.Content train = EventFileReader.OfFolder(Path.Combine(folder, "train"));
        EventFileReader.Value json = train.Values.Single(value => value.Tag == "keras");
        string[] nodes = [.. EventFileReader.Fields(train.Graphs.Single()).Where(field => field.Field == 1)
            .Select(node => Encoding.UTF8.GetString(EventFileReader.Fields(node.Data).First(field => field.Field == 1).Data))];
        Assert.Multiple(() =>
        {
            Assert.That((json.Plugin, json.PluginContent, json.Type), Is.EqualTo(("graph_keras_model", "1", 7)));
            Assert.That(Encoding.UTF8.GetString(json.Strings.Single()), Is.EqualTo(model.ToJson()));
            Assert.That(nodes, Has.Some.StartsWith("board/dense/").And.Some.StartsWith("board/out/").And.Some.EqualTo("board/dense/kernel"));
            Assert.That(nodes, Is.Unique);
        });
    }

    [Test]
    public void Without_the_graph_nothing_is_written_before_the_first_epochs_end()
    {
        Fit(new TensorBoard(folder) { WriteGraph = false });
        Assert.That(EventFileReader.OfFolder(Path.Combine(folder, "train")).Values[0].Tag, Is.EqualTo("epoch_loss"));
    }

    [Test]
    public void Embeddings_are_tables_that_the_projectors_config_names()
    {
        using Sequential model = Sequential.Create([2], DType.Int32).Add(new Embedding(5, 3) { Name = "words" }).Flatten().Dense(1);
        model.Compile("sgd", "mse");
        model.Fit(new int[8, 2], new float[8], new FitOptions
        {
            Callbacks = [new TensorBoard(folder) { EmbeddingsFrequency = 1, EmbeddingsMetadata = new Dictionary<string, string> { ["words"] = "words.txt" } }],
        });
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(folder, "projector_config.pbtxt")), Is.EqualTo("embeddings {\n  tensor_name: \"words\"\n  metadata_path: \"words.txt\"\n  tensor_path: \"words.tsv\"\n}\n"));
            Assert.That(File.ReadAllLines(Path.Combine(folder, "words.tsv")).Select(line => line.Split('\t').Length), Is.EqualTo(new[] { 3, 3, 3, 3, 3 }));
        });
    }

    [Test]
    public void Metadata_of_a_layer_that_is_not_there_is_refused()
    {
        var board = new TensorBoard(folder) { EmbeddingsFrequency = 1, EmbeddingsMetadata = new Dictionary<string, string> { ["word"] = "words.txt" } };
        Assert.That(() => Fit(board), Throws.ArgumentException.With.Message.Contains("unknown embedding layer \"word\""));
    }

    [Test]
    public void A_file_that_was_cut_off_anywhere_gives_the_events_before_the_cut()
    {
        Fit(new TensorBoard(folder) { UpdateFrequency = 1 });
        byte[] file = File.ReadAllBytes(Directory.GetFiles(Path.Combine(folder, "train")).Single());
        int whole = EventFileReader.Records(file).Count();
        foreach (int kept in new[] { file.Length - 1, file.Length - 15, file.Length / 2, 45 })
        {
            Assert.That(EventFileReader.Records(file[..kept]).Count(), Is.LessThan(whole));
        }
    }

    [Test]
    public void A_second_training_adds_a_file_and_leaves_the_first()
    {
        using Sequential model = Model();
        var board = new TensorBoard(folder);
        Fit(board, model);
        Fit(board, model);
        Assert.That(Directory.GetFiles(Path.Combine(folder, "train")), Has.Length.EqualTo(2));
    }

    private static History Fit(TensorBoard board, Sequential? model = null)
    {
        using Sequential? own = model is null ? Model() : null;
        TrainingData data = new(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 7 }, { 0, 1 }, { 2, 2 }, { 1, 0 } }, new float[] { 1, 2, 3, 0, 1, 2 });
        return (model ?? own!).Fit(data, new FitOptions { Epochs = 3, BatchSize = 2, Validation = data, Callbacks = [board] });
    }

    private static Sequential Model()
    {
        Sequential model = Sequential.Create([2], "board").Dense(4, "relu").Add(new Dense(1) { Name = "out" });
        model.Compile(new SGD(0.05f), "mse", ["mae"]);
        return model;
    }

    private static float[] Series(EventFileReader.Content file, string tag) =>
        [.. file.Values.Where(value => value.Tag == tag).Select(value => BinaryPrimitives.ReadSingleLittleEndian(value.Content))];

    private static double[] Doubles(byte[] content) => [.. Enumerable.Range(0, content.Length / 8).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(content.AsSpan(i * 8)))];

    private static byte[] Tensor(ProtoMessage value) =>
        EventFileReader.Fields(EventFileReader.Fields(value.Bytes.ToArray()).Single(field => field.Field == 8).Data).Single(field => field.Field == 4).Data;

    /// <summary>The rows of a PNG with their filter bytes.</summary>
    private static byte[] Pixels(byte[] png)
    {
        int at = Encoding.Latin1.GetString(png).IndexOf("IDAT", StringComparison.Ordinal);
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4));
        using var unpacked = new ZLibStream(new MemoryStream(png, at + 4, length), CompressionMode.Decompress);
        var rows = new MemoryStream();
        unpacked.CopyTo(rows);
        return rows.ToArray();
    }
}
