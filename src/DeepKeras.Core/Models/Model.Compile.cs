using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;
using DeepKeras.Training;

namespace DeepKeras;

public partial class Model
{
    private CompiledLoss? compiled;
    private Optimizer? optimizer;

    /// <summary>The optimizer that <see cref="Compile(Optimizer, Loss, IReadOnlyList{Metric}, IReadOnlyList{Metric}, int)"/> was given; null before.</summary>
    public Optimizer? Optimizer => optimizer;

    /// <summary>Whether the model was compiled.</summary>
    public bool IsCompiled => compiled is not null;

    internal CompiledLoss Compiled => compiled ?? throw new InvalidOperationException($"{Path}: call Compile(optimizer, loss, metrics) first.");

    /// <summary>
    /// Says how the model is trained. Weights stay as they are. What is frozen by <see cref="Layers.Layer.Trainable"/> after the first
    /// step moves on until the model is compiled again, as in Keras.
    /// </summary>
    /// <param name="optimizer">How the weights move: <c>new Adam(1e-3f)</c> or <c>"adam"</c>.</param>
    /// <param name="loss">What is made small: <c>new SparseCategoricalCrossentropy { FromLogits = true }</c> or <c>"mse"</c>; for all outputs. Null: only what layers add.</param>
    /// <param name="metrics">What is watched: <c>[Metric.Accuracy]</c> or <c>["accuracy"]</c>; with several outputs one an output.</param>
    /// <param name="weightedMetrics">What is watched with sample and class weights taken into account.</param>
    /// <param name="stepsPerExecution">Steps between two calls of callbacks, 1 or more.</param>
    /// <exception cref="ArgumentException">The metrics do not fit the outputs, or <paramref name="stepsPerExecution"/> is below 1.</exception>
    public void Compile(Optimizer optimizer, Loss? loss, IReadOnlyList<Metric>? metrics = null, IReadOnlyList<Metric>? weightedMetrics = null, int stepsPerExecution = 1) =>
        Compile(new CompileArguments(optimizer, Nested<Loss>.Of(loss), null, Nested<Metric>.Of(metrics), Nested<Metric>.Of(weightedMetrics), stepsPerExecution));

    /// <summary>Says how a model of several outputs is trained; lists are in the order of <see cref="OutputNames"/>.</summary>
    /// <param name="optimizer">How the weights move.</param>
    /// <param name="losses">A loss an output; null: none for that one.</param>
    /// <param name="metrics">Metrics an output.</param>
    /// <param name="lossWeights">A factor a loss; null: all 1.</param>
    /// <param name="weightedMetrics">Metrics an output that take sample and class weights into account.</param>
    /// <param name="stepsPerExecution">Steps between two calls of callbacks, 1 or more.</param>
    /// <exception cref="ArgumentException">A list is not as long as there are outputs, or <paramref name="stepsPerExecution"/> is below 1.</exception>
    public void Compile(Optimizer optimizer, IReadOnlyList<Loss?> losses, IReadOnlyList<IReadOnlyList<Metric>>? metrics = null, IReadOnlyList<double>? lossWeights = null, IReadOnlyList<IReadOnlyList<Metric>>? weightedMetrics = null, int stepsPerExecution = 1) =>
        Compile(new CompileArguments(optimizer, Nested<Loss>.Of(losses), LossWeight.All(lossWeights), Nested<Metric>.Of(metrics), Nested<Metric>.Of(weightedMetrics), stepsPerExecution));

    /// <summary>Says how a model of several outputs is trained, by the outputs' names.</summary>
    /// <param name="optimizer">How the weights move.</param>
    /// <param name="losses">A loss for every output; null: none for that one.</param>
    /// <param name="metrics">Metrics for some outputs.</param>
    /// <param name="lossWeights">A factor for some losses; the others' is 1.</param>
    /// <param name="weightedMetrics">Metrics for some outputs that take sample and class weights into account.</param>
    /// <param name="stepsPerExecution">Steps between two calls of callbacks, 1 or more.</param>
    /// <exception cref="ArgumentException">A name is no output's, an output has no loss, or <paramref name="stepsPerExecution"/> is below 1.</exception>
    public void Compile(Optimizer optimizer, IReadOnlyDictionary<string, Loss?> losses, IReadOnlyDictionary<string, IReadOnlyList<Metric>>? metrics = null, IReadOnlyDictionary<string, double>? lossWeights = null, IReadOnlyDictionary<string, IReadOnlyList<Metric>>? weightedMetrics = null, int stepsPerExecution = 1) =>
        Compile(new CompileArguments(optimizer, Nested<Loss>.Of(losses), LossWeight.All(lossWeights), Nested<Metric>.Of(metrics), Nested<Metric>.Of(weightedMetrics), stepsPerExecution));

    internal void Compile(CompileArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments.Optimizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(arguments.StepsPerExecution, 1);
        var made = new CompiledLoss(this, arguments);
        if (Outputs.Count > 0)
        {
            made.Resolve();
        }

        optimizer = arguments.Optimizer;
        compiled = made;
        Forget();
    }
}
