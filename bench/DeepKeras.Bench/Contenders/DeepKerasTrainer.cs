using System.Diagnostics;
using DeepKeras.Data;
using DeepKeras.Losses;
using DeepKeras.Optimizers;

namespace DeepKeras.Bench.Contenders;

/// <summary>DeepKeras as its README shows it: Create, Compile, Fit, Predict.</summary>
internal sealed class DeepKerasTrainer(Model model, int[] input) : ITrainer
{
    public static DeepKerasTrainer Create(Architecture architecture)
    {
        Sequential model = architecture switch
        {
            Architecture.Mlp => Sequential.Create([784]).Dense(128, "relu").Dense(10),
            Architecture.MlpWide => Sequential.Create([784]).Dense(1024, "relu").Dense(1024, "relu").Dense(10),
            Architecture.Large => Sequential.Create([784]).Dense(4096, "relu").Dense(4096, "relu").Dense(10),
            Architecture.Tabular => Sequential.Create([20]).Dense(64, "relu").Dense(32, "relu").Dense(1, "sigmoid"),
            Architecture.Cnn => Sequential.Create([28, 28, 1])
                .Conv2D(32, 3, activation: "relu").MaxPooling2D(2)
                .Conv2D(64, 3, activation: "relu").MaxPooling2D(2)
                .Flatten().Dropout(0.5f).Dense(10),
            Architecture.Lstm => Tokens().LSTM(64).Dense(1, "sigmoid"),
            Architecture.Gru => Tokens().GRU(64).Dense(1, "sigmoid"),
        };
        if (architecture == Architecture.Large)
            return new DeepKerasTrainer(model, Input(architecture)); // saved without an optimizer's state
        if (architecture == Architecture.Tabular)
            model.Compile(new Adam(1e-3f), new BinaryCrossentropy(), ["accuracy"]);
        else if (Work.IsSequence(architecture))
            model.Compile(new Adam(1e-3f), new BinaryCrossentropy());
        else
            model.Compile(new Adam(1e-3f), new SparseCategoricalCrossentropy { FromLogits = true });
        return new DeepKerasTrainer(model, Input(architecture));
    }

    public Epoch Fit(float[] x, int[] y, int batch, int epochs, Action<Epoch>? epochDone = null)
    {
        DataArray rows = Rows(x, y.Length);
        var clock = new EpochClock(epochDone);
        model.Fit(rows, y, new FitOptions { BatchSize = batch, Epochs = epochs, Progress = clock });
        return clock.Last;
    }

    public float[] Predict(float[] x, int rows, int batch) =>
        model.Predict(Rows(x, rows), batch).ToFloats();

    public void Save(string path) => model.Save(path);

    /// <summary>Writes a SavedModel.</summary>
    public void Export(string path) => model.Export(path, ExportFormat.SavedModel);

    public static DeepKerasTrainer Open(Architecture architecture, string path) =>
        new(Model.Load(path, compile: false), Input(architecture));

    public void Dispose() => model.Dispose();

    private static Sequential Tokens() => Sequential.Create([Work.Tokens], DType.Int32).Embedding(10000, 64);

    private DataArray Rows(float[] x, int rows) =>
        input[0] == Work.Tokens ? new DataArray(Array.ConvertAll(x, token => (int)token), [rows, .. input]) : new DataArray(x, [rows, .. input]);

    private static int[] Input(Architecture architecture) => architecture switch
    {
        Architecture.Cnn => [28, 28, 1],
        Architecture.Tabular => [20],
        Architecture.Lstm or Architecture.Gru => [Work.Tokens],
        _ => [784],
    };

    /// <summary>Takes the time from one epoch's end to the next one's.</summary>
    private sealed class EpochClock(Action<Epoch>? epochDone) : IProgress<TrainingProgress>
    {
        private long start = Stopwatch.GetTimestamp();

        public Epoch Last { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (!value.EpochEnded)
                return;
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Last = new Epoch(milliseconds, value.Logs["loss"], value.Logs.TryGetValue("accuracy", out float accuracy) ? accuracy : double.NaN);
            epochDone?.Invoke(Last);
            start = Stopwatch.GetTimestamp();
        }
    }
}
