using System.Diagnostics;
using DeepKeras.Data;
using DeepKeras.Losses;
using DeepKeras.Optimizers;

namespace DeepKeras.Bench.Contenders;

/// <summary>DeepKeras as its README shows it: Create, Compile, Fit, Predict.</summary>
internal sealed class DeepKerasTrainer(Model model, Architecture architecture) : ITrainer
{
    public static DeepKerasTrainer Create(Architecture architecture)
    {
        Model model = DeepKerasModels.Create(architecture);
        if (architecture == Architecture.Large)
            return new DeepKerasTrainer(model, architecture); // saved without an optimizer's state
        Optimizer optimizer = architecture.WantsMomentum ? new SGD(0.01f, momentum: 0.9) : new Adam(1e-3f);
        Loss loss = architecture.IsBinary ? new BinaryCrossentropy() : new SparseCategoricalCrossentropy { FromLogits = true };
        model.Compile(optimizer, loss, architecture == Architecture.Tabular ? ["accuracy"] : null);
        return new DeepKerasTrainer(model, architecture);
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
        new(Model.Load(path, compile: false), architecture);

    public void Dispose() => model.Dispose();

    private DataArray Rows(float[] x, int rows)
    {
        int[] shape = [rows, .. architecture.Input];
        return architecture.ReadsTokens ? new DataArray(Array.ConvertAll(x, token => (int)token), shape) : new DataArray(x, shape);
    }

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
