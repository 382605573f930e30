using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Training;

namespace DeepKeras;

public partial class Model
{
    private readonly Dictionary<string, Executable> executables = [];
    private int seenChanges;
    private int stateVersion;

    /// <summary>Set to end the training after the step under way; the epoch's validation and callbacks still follow.</summary>
    public bool StopTraining { get; set; }

    /// <summary>Set at a training's begin to start it at another epoch: a backup was read.</summary>
    internal int? ResumeAt { get; set; }

    /// <summary>Trains the model.</summary>
    /// <param name="x">The inputs, a row each.</param>
    /// <param name="y">The targets, a row each.</param>
    /// <param name="options">How.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="ArgumentException">The data or the options do not fit the model; the message says what was expected and what came.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the weights are those after the last whole step.</exception>
    public History Fit(DataArray x, DataArray y, FitOptions? options = null) => Fit(new TrainingData(x, y), options);

    /// <summary>Trains the model.</summary>
    /// <param name="data">Inputs, targets and weights.</param>
    /// <param name="options">How.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="ArgumentException">The data or the options do not fit the model; the message says what was expected and what came.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the weights are those after the last whole step.</exception>
    public History Fit(TrainingData data, FitOptions? options = null) => new Trainer(this, Compiled).Fit(data, options ?? new FitOptions());

    /// <summary>Loss and metrics on data, without training.</summary>
    /// <param name="data">Inputs, targets and weights.</param>
    /// <param name="batchSize">Rows a step, 1 or more.</param>
    /// <param name="steps">Steps; null: all rows.</param>
    /// <param name="callbacks">What is told of the course.</param>
    /// <param name="cancellationToken">Ends the evaluation after the step under way.</param>
    /// <returns>Numbers by name, <c>loss</c> first.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public IReadOnlyDictionary<string, float> Evaluate(TrainingData data, int batchSize = 32, int? steps = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        var evaluation = new Evaluation(this, Compiled, data, batchSize, steps);
        var list = new CallbackList(this, callbacks ?? [], new CallbackParameters(1, evaluation.Steps), null);
        return evaluation.Run(list, cancellationToken);
    }

    /// <summary>Loss and metrics on data, without training.</summary>
    /// <param name="x">The inputs, a row each.</param>
    /// <param name="y">The targets, a row each.</param>
    /// <param name="batchSize">Rows a step, 1 or more.</param>
    /// <returns>Numbers by name, <c>loss</c> first.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public IReadOnlyDictionary<string, float> Evaluate(DataArray x, DataArray y, int batchSize = 32) => Evaluate(new TrainingData(x, y), batchSize);

    /// <summary>The model's output for each row.</summary>
    /// <param name="x">The inputs, a row each.</param>
    /// <param name="batchSize">Rows a step, 1 or more.</param>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public DataArray Predict(DataArray x, int batchSize = 32) => Predict([x], batchSize)[0];

    /// <summary>The outputs of a model of several inputs or outputs.</summary>
    /// <param name="x">The inputs, a row each, in the order of <see cref="InputNames"/>.</param>
    /// <param name="batchSize">Rows a step, 1 or more.</param>
    /// <param name="callbacks">What is told of the course.</param>
    /// <param name="cancellationToken">Ends the prediction after the step under way.</param>
    /// <returns>An array an output, in the order of <see cref="OutputNames"/>.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public IReadOnlyList<DataArray> Predict(IReadOnlyList<DataArray> x, int batchSize = 32, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Predictor.Predict(this, x, batchSize, callbacks ?? [], cancellationToken);

    /// <summary>One step of training on one batch.</summary>
    /// <param name="data">The batch.</param>
    /// <param name="classWeight">A weight for each class, by its number; null: all 1.</param>
    /// <returns>Loss and metrics of the batch alone, before the step.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public IReadOnlyDictionary<string, float> TrainOnBatch(TrainingData data, IReadOnlyDictionary<int, float>? classWeight = null) => new Trainer(this, Compiled).TrainOnBatch(data, classWeight);

    /// <summary>Loss and metrics of one batch, without training.</summary>
    /// <param name="data">The batch.</param>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public IReadOnlyDictionary<string, float> TestOnBatch(TrainingData data) => Evaluate(data, Math.Max(1, data.Rows));

    /// <summary>The outputs for one batch.</summary>
    /// <param name="x">The inputs, in the order of <see cref="InputNames"/>.</param>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public IReadOnlyList<DataArray> PredictOnBatch(params IReadOnlyList<DataArray> x) => Predict(x, Math.Max(1, x.Count > 0 ? x[0].Rows : 1));

    /// <summary>Frees what engines keep for the model; it can still be used.</summary>
    public void Dispose()
    {
        Forget();
        GC.SuppressFinalize(this);
    }

    internal override int StateVersion => base.StateVersion + Layers.Sum(layer => layer.StateVersion);

    /// <summary>The executable of a kind for a batch layout, made once.</summary>
    internal Executable Executable(string kind, Func<Graph> graph)
    {
        if (seenChanges != StateChanges)
        {
            // Graphs with the old state are kept: a loop that is under way may be using one.
            seenChanges = StateChanges;
            stateVersion = StateVersion;
        }

        kind = stateVersion == 0 ? kind : $"{kind} of state {stateVersion}";
        if (!executables.TryGetValue(kind, out Executable? executable))
        {
            executables.Add(kind, executable = Engine.Current.Compile(graph()));
        }

        return executable;
    }

    /// <summary>Frees compiled graphs: the model, or how it is trained, has changed.</summary>
    private protected void Forget()
    {
        foreach (Executable executable in executables.Values)
        {
            executable.Dispose();
        }

        executables.Clear();
    }
}
