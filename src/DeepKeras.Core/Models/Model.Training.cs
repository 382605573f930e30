using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;
using DeepKeras.Training;

namespace DeepKeras;

public partial class Model
{
    private readonly Dictionary<string, Executable> executables = [];
    private CompiledLoss? compiled;
    private Optimizer? optimizer;

    /// <summary>The optimizer that <see cref="Compile(Optimizer, Loss, IReadOnlyList{Metric})"/> was given; null before.</summary>
    public Optimizer? Optimizer => optimizer;

    /// <summary>Set to end the training after the epoch under way.</summary>
    public bool StopTraining { get; set; }

    internal CompiledLoss Compiled => compiled ?? throw new InvalidOperationException($"{Path}: call Compile(optimizer, loss, metrics) first.");

    /// <summary>Says how the model is trained. Weights stay as they are.</summary>
    /// <param name="optimizer">How the weights move: <c>new Adam(1e-3f)</c> or <c>"adam"</c>.</param>
    /// <param name="loss">What is made small: <c>new SparseCategoricalCrossentropy { FromLogits = true }</c> or <c>"mse"</c>; for all outputs.</param>
    /// <param name="metrics">What is watched: <c>[Metric.Accuracy]</c> or <c>["accuracy"]</c>; on the only output.</param>
    /// <exception cref="ArgumentException">Metrics are given for a model of several outputs, where it is not clear for which.</exception>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric>? metrics = null)
    {
        int outputs = Math.Max(1, Outputs.Count);
        if (metrics?.Count > 0 && outputs > 1)
        {
            throw new ArgumentException($"{Path}: the model has {outputs} outputs; give a list of metrics for each.", nameof(metrics));
        }

        Compile(optimizer, [.. Enumerable.Repeat(loss, outputs)], metrics is null ? null : [metrics]);
    }

    /// <summary>Says how a model of several outputs is trained; lists are in the order of <see cref="OutputNames"/>.</summary>
    /// <param name="optimizer">How the weights move.</param>
    /// <param name="losses">A loss an output; null: none for that one.</param>
    /// <param name="metrics">Metrics an output.</param>
    /// <param name="lossWeights">A factor a loss; null: all 1.</param>
    /// <param name="weightedMetrics">Metrics an output that take sample and class weights into account.</param>
    /// <exception cref="ArgumentException">A list is not as long as there are outputs.</exception>
    public void Compile(Optimizer optimizer, IReadOnlyList<Loss?> losses, IReadOnlyList<IReadOnlyList<Metric>>? metrics = null, IReadOnlyList<double>? lossWeights = null, IReadOnlyList<IReadOnlyList<Metric>>? weightedMetrics = null)
    {
        int outputs = Math.Max(1, Outputs.Count);
        Require("losses", losses.Count);
        Require("metrics", metrics?.Count);
        Require("lossWeights", lossWeights?.Count);
        Require("weightedMetrics", weightedMetrics?.Count);
        this.optimizer = optimizer;
        IReadOnlyList<IReadOnlyList<Metric>> none = [.. Enumerable.Repeat<IReadOnlyList<Metric>>([], outputs)];
        compiled = new CompiledLoss(this, losses, lossWeights, metrics ?? none, weightedMetrics ?? none);
        Forget();

        void Require(string name, int? count)
        {
            if (count is int given && given != outputs)
            {
                throw new ArgumentException($"{Path}: expected one entry an output ({outputs}), got {given}.", name);
            }
        }
    }

    /// <summary>Trains the model.</summary>
    /// <param name="x">The inputs, a row each.</param>
    /// <param name="y">The targets, a row each.</param>
    /// <param name="options">How.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="ShapeException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public History Fit(DataArray x, DataArray y, FitOptions? options = null) => Fit(new TrainingData(x, y), options);

    /// <summary>Trains the model.</summary>
    /// <param name="data">Inputs, targets and weights.</param>
    /// <param name="options">How.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="ShapeException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public History Fit(TrainingData data, FitOptions? options = null) => new Trainer(this, Compiled).Fit(data, options ?? new FitOptions());

    /// <summary>Loss and metrics on data, without training.</summary>
    /// <param name="data">Inputs, targets and weights.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <returns>Numbers by name, <c>loss</c> first.</returns>
    public IReadOnlyDictionary<string, float> Evaluate(TrainingData data, int batchSize = 32) =>
        new Trainer(this, Compiled).Evaluate(data, batchSize, null, []);

    /// <summary>Loss and metrics on data, without training.</summary>
    public IReadOnlyDictionary<string, float> Evaluate(DataArray x, DataArray y, int batchSize = 32) => Evaluate(new TrainingData(x, y), batchSize);

    /// <summary>The model's output for each row.</summary>
    /// <param name="x">The inputs, a row each.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <exception cref="ShapeException">The data do not fit the model.</exception>
    public DataArray Predict(DataArray x, int batchSize = 32) => Predict([x], batchSize)[0];

    /// <summary>The outputs of a model of several inputs or outputs.</summary>
    public IReadOnlyList<DataArray> Predict(IReadOnlyList<DataArray> x, int batchSize = 32) => Trainer.Predict(this, x, batchSize);

    /// <summary>Frees what engines keep for the model; it can still be used.</summary>
    public void Dispose()
    {
        Forget();
        GC.SuppressFinalize(this);
    }

    /// <summary>The executable of a kind for a batch layout, made once.</summary>
    internal Executable Executable(string kind, Func<Graph> graph)
    {
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
