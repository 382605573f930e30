using System.Net;
using System.Net.Sockets;
using System.Text;
using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

/// <summary>What Keras's callbacks do beyond the oracles' cases: messages, averages of weights, backups, what is sent.</summary>
[NonParallelizable]
internal sealed class CallbackTests
{
    private readonly StringBuilder printed = new();
    private Action<string> print = Keras.Print;
    private Action<string> warn = Keras.Warn;
    private string folder = "";

    [SetUp]
    public void Listen()
    {
        printed.Clear();
        (print, warn) = (Keras.Print, Keras.Warn);
        Keras.Print = text => printed.Append(text);
        folder = Directory.CreateTempSubdirectory("deepkeras-callbacks-").FullName;
    }

    [TearDown]
    public void Restore()
    {
        (Keras.Print, Keras.Warn) = (print, warn);
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void EarlyStopping_says_when_it_stops_and_what_it_restores()
    {
        using Sequential model = Line();
        Drive(new EarlyStopping { Monitor = "loss", Patience = 1, RestoreBestWeights = true, Verbose = true }, model, 1f, 0.5f, 0.75f);
        Assert.That(printed.ToString(), Is.EqualTo("Epoch 3: early stopping\nRestoring model weights from the end of the best epoch: 2.\n"));
    }

    [Test]
    public void ReduceLROnPlateau_says_the_new_rate_as_Python_does()
    {
        using Sequential model = Line();
        Drive(new ReduceLROnPlateau { Monitor = "loss", Patience = 1, Factor = 0.5, Verbose = true }, model, 1f, 1f);
        Assert.That(printed.ToString(), Is.EqualTo("\nEpoch 2: ReduceLROnPlateau reducing learning rate to 0.125.\n"));
    }

    [Test]
    public void LearningRateScheduler_says_each_rate()
    {
        using Sequential model = Line();
        Drive(new LearningRateScheduler((epoch, rate) => epoch == 0 ? 0.1f : rate) { Verbose = true }, model, 1f, 1f);
        Assert.That(printed.ToString(), Is.EqualTo(
            "\nEpoch 1: LearningRateScheduler setting learning rate to 0.1.\n\nEpoch 2: LearningRateScheduler setting learning rate to 0.1.\n"));
    }

    [Test]
    public void ModelCheckpoint_says_what_improved_and_what_did_not()
    {
        using Sequential model = Line();
        string path = Path.Combine(folder, "best.weights.h5");
        Drive(new ModelCheckpoint(path) { Monitor = "loss", SaveBestOnly = true, SaveWeightsOnly = true, Verbose = true }, model, 1f, 2f);
        Assert.That(printed.ToString(), Is.EqualTo(
            $"\nEpoch 1: loss improved from None to 1.00000, saving model to {path}\n\nEpoch 1: finished saving model to {path}\n\nEpoch 2: loss did not improve from 1.00000\n"));
    }

    [Test]
    public void TerminateOnNaN_prints_and_ends_the_training()
    {
        using Sequential model = Line();
        History history = model.Fit(new float[,] { { float.PositiveInfinity } }, new float[] { 1 }, new FitOptions { Epochs = 3, Callbacks = [new TerminateOnNaN()] });
        Assert.Multiple(() =>
        {
            Assert.That(printed.ToString(), Is.EqualTo("Batch 0: Invalid loss, terminating training\n"));
            Assert.That(history.Epochs, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void TerminateOnNaN_that_raises_keeps_a_backup()
    {
        using Sequential model = Line();
        var options = new FitOptions { Callbacks = [new BackupAndRestore(folder) { SaveFrequency = 1 }, new TerminateOnNaN { RaiseError = true }] };
        Assert.That(() => model.Fit(new float[,] { { float.NaN } }, new float[] { 1 }, options), Throws.InvalidOperationException.With.Message.StartsWith("NaN or Inf loss encountered at batch 0. Loss value: nan."));
        Assert.That(File.Exists(Path.Combine(folder, "training_metadata.json")), Is.True);
    }

    [Test]
    public void SwapEMAWeights_evaluates_with_the_averages_and_puts_the_weights_back()
    {
        using Sequential model = Line(new SGD(0.25f) { UseEma = true, EmaMomentum = 0.5 });
        float[,] x = { { 1 } };
        model.TrainOnBatch(new(x, new float[] { 1 }));
        model.TrainOnBatch(new(x, new float[] { 5 }));
        float weight = Value(model);
        float average = model.Optimizer!.MovingAverages.Single().Average.Host.As<float>()[0];
        float during = float.NaN;
        float output = model.Predict([x], callbacks: [new SwapEMAWeights(), new LambdaCallback { PredictBegin = () => during = Value(model) }])[0].ToFloats()[0];
        Assert.Multiple(() =>
        {
            Assert.That(average, Is.Not.EqualTo(weight));
            Assert.That(during, Is.EqualTo(average));
            Assert.That(output, Is.EqualTo(average));
            Assert.That(Value(model), Is.EqualTo(weight));
        });
    }

    [Test]
    public void SwapEMAWeights_on_epochs_shows_later_callbacks_the_averages_and_ends_with_them()
    {
        var seen = new List<float>();
        using Sequential model = Line(new SGD(0.25f) { UseEma = true, EmaMomentum = 0.5 });
        model.Fit(new float[,] { { 1 } }, new float[] { 1 }, new FitOptions
        {
            Epochs = 2,
            Callbacks = [new SwapEMAWeights { SwapOnEpoch = true }, new LambdaCallback { EpochEnd = (_, _) => seen.Add(Value(model)) }],
        });

        // The weight w goes by w ← w + (1 − w) / 2 from 0: 1/2, 3/4. Keras's average starts as the first weight: 1/2, then 5/8.
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(new[] { 0.5f, 0.625f }));
            Assert.That(Value(model), Is.EqualTo(0.625f));
        });
    }

    [Test]
    public void SwapEMAWeights_refuses_an_optimizer_without_averages()
    {
        using Sequential model = Line();
        Assert.That(() => model.Evaluate(new(new float[,] { { 1 } }, new float[] { 1 }), callbacks: [new SwapEMAWeights()]), Throws.InvalidOperationException.With.Message.Contains("UseEma"));
    }

    [Test]
    public void BackupAndRestore_saves_every_so_many_steps_and_not_at_epochs_ends()
    {
        var texts = new List<string>();
        using Sequential model = Line();
        string metadata = Path.Combine(folder, "backup", "training_metadata.json");
        var look = new LambdaCallback { EpochEnd = (_, _) => texts.Add(File.Exists(metadata) ? File.ReadAllText(metadata) : "none") };
        model.Fit(new float[3, 1], new float[3], new FitOptions { Epochs = 3, BatchSize = 1, Callbacks = [new BackupAndRestore(Path.Combine(folder, "backup")) { SaveFrequency = 4 }, look] });
        Assert.That(texts, Is.EqualTo(new[] { "none", """{"epoch": 1, "batch": 0}""", """{"epoch": 2, "batch": 1}""" }));
    }

    [Test]
    public void BackupAndRestore_takes_the_backup_before_where_the_last_is_damaged()
    {
        var warnings = new List<string>();
        Keras.Warn = warnings.Add;
        using Sequential broken = Line();
        BackupAndRestore Backup() => new(folder) { DoubleCheckpoint = true, DeleteCheckpoint = false };
        var fails = new LambdaCallback { EpochBegin = (epoch, _) => { if (epoch == 2) { throw new IOException("power"); } } };
        Assert.That(() => broken.Fit(new float[1, 1], new float[1], new FitOptions { Epochs = 4, Callbacks = [Backup(), fails] }), Throws.InstanceOf<IOException>());
        File.WriteAllText(Path.Combine(folder, "latest.weights.h5"), "torn");
        using Sequential model = Line();
        History history = model.Fit(new float[1, 1], new float[1], new FitOptions { Epochs = 4, Callbacks = [Backup()] });
        Assert.Multiple(() =>
        {
            Assert.That(history.Epochs, Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(warnings, Has.Count.EqualTo(1).And.All.Contains("the one before it"));
        });
    }

    [TestCase(false, "application/x-www-form-urlencoded", "data=%7B%22epoch%22%3A+0%2C+%22loss%22%3A+0.5%7D")]
    [TestCase(true, "application/json; charset=utf-8", """{"epoch": 0, "loss": 0.5}""")]
    public void RemoteMonitor_sends_the_epoch_as_a_form_or_as_JSON(bool json, string type, string body)
    {
        int port = FreePort();
        using var server = new HttpListener();
        server.Prefixes.Add($"http://localhost:{port}/");
        server.Start();
        Task<(string Type, string Body, string? Token, string Path)> request = Task.Run(async () =>
        {
            HttpListenerContext context = await server.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            string text = await reader.ReadToEndAsync();
            context.Response.Close();
            return (context.Request.ContentType!, text, context.Request.Headers["X-Token"], context.Request.Url!.AbsolutePath);
        });
        using var monitor = new RemoteMonitor { Root = $"http://localhost:{port}", SendAsJson = json, Headers = new Dictionary<string, string> { ["X-Token"] = "t" } };
        monitor.OnEpochEnd(0, new Dictionary<string, float> { ["loss"] = 0.5f });
        Assert.That(request.Wait(10_000), Is.True);
        Assert.That(request.Result, Is.EqualTo((type, body, "t", "/publish/epoch/end/")));
    }

    [Test]
    public void RemoteMonitor_warns_where_nobody_listens()
    {
        var warnings = new List<string>();
        Keras.Warn = warnings.Add;
        using var monitor = new RemoteMonitor { Root = $"http://localhost:{FreePort()}" };
        monitor.OnEpochEnd(0, new Dictionary<string, float>());
        Assert.That(warnings, Has.Count.EqualTo(1).And.All.Contains("could not reach"));
    }

    [Test]
    public void Verbose_2_prints_a_line_an_epoch()
    {
        using Sequential model = Line();
        model.Fit(new float[4, 1], new float[4], new FitOptions { Epochs = 2, BatchSize = 1, Verbose = 2 });
        Assert.That(printed.ToString(), Does.Match(@"^Epoch 1/2\n4/4 - \d+s - \d+(us|ms|s)/step - loss: 0\.0000e\+00\nEpoch 2/2\n4/4 - "));
    }

    [Test]
    public void Verbose_1_prints_each_steps_bar_and_ends_the_line()
    {
        using Sequential model = Line();
        model.Fit(new float[2, 1], new float[2], new FitOptions { BatchSize = 1, Callbacks = [new ProgbarLogger { Dynamic = true }] });
        string text = printed.ToString();
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("2/2").And.EndsWith(" - loss: 0.0000e+00\n"));
            Assert.That(text, Does.Not.Contain("Epoch"), "one epoch has no title");
        });
    }

    [Test]
    public void LambdaCallback_hears_of_evaluations_and_predictions()
    {
        var heard = new List<string>();
        var callback = new LambdaCallback
        {
            TestBegin = _ => heard.Add("test begin"),
            TestBatchBegin = (batch, _) => heard.Add($"test batch {batch} begin"),
            TestBatchEnd = (batch, logs) => heard.Add($"test batch {batch} end {logs.ContainsKey("loss")}"),
            TestEnd = _ => heard.Add("test end"),
            PredictBatchBegin = batch => heard.Add($"predict batch {batch} begin"),
            PredictBatchEnd = (batch, outputs) => heard.Add($"predict batch {batch} end {outputs.Count}"),
            PredictEnd = () => heard.Add("predict end"),
        };
        using Sequential model = Line();
        model.Evaluate(new(new float[1, 1], new float[1]), callbacks: [callback]);
        model.Predict([new float[1, 1]], callbacks: [callback]);
        Assert.That(heard, Is.EqualTo(new[] { "test begin", "test batch 0 begin", "test batch 0 end True", "test end", "predict batch 0 begin", "predict batch 0 end 1", "predict end" }));
    }

    /// <summary>y = w x, w = 0 at first.</summary>
    private static Sequential Line(Optimizer? optimizer = null)
    {
        Sequential model = Sequential.Create([1], "line").Dense(1, useBias: false, kernelInitializer: "zeros");
        model.Compile(optimizer ?? new SGD(0.25f), "mse");
        return model;
    }

    private static float Value(Model model) => model.Weights[0].Host.As<float>()[0];

    private static void Drive(Callback callback, Model model, params float[] losses)
    {
        callback.SetModel(model);
        callback.SetParameters(new CallbackParameters(losses.Length, 1));
        callback.OnTrainBegin(new Dictionary<string, float>());
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            callback.OnEpochBegin(epoch, new Dictionary<string, float>());
            callback.OnEpochEnd(epoch, new Dictionary<string, float> { ["loss"] = losses[epoch] });
        }

        callback.OnTrainEnd(new Dictionary<string, float>());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
