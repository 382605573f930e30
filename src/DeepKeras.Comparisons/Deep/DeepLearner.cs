using System.Globalization;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>
/// The deep models of a comparison. Preprocessing is fitted on the training rows; head, loss and metrics follow the task; the number of epochs
/// is fixed beforehand.
/// </summary>
public sealed class DeepLearner : ITunableLearner
{
    private readonly DeepArchitecture architecture;
    private readonly DeepTraining training;

    internal DeepLearner(string name, DeepArchitecture architecture, DeepTraining? training)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        this.architecture = architecture;
        this.training = training ?? new DeepTraining();
        this.training.Check();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public LearnerKind Kind => LearnerKind.Deep;

    /// <inheritdoc/>
    public string Settings
    {
        get
        {
            string rate = training.LearningRate?.ToString(CultureInfo.InvariantCulture) ?? "0.001 (text 0.004)";
            string epochs = training.Epochs is int given ? $"{given} epochs"
                : training.EpochFactor == 1 ? "epochs by the number of rows" : FormattableString.Invariant($"{training.EpochFactor} times the epochs by the number of rows");
            string batch = training.BatchSize is int size ? $", batches of {size}" : string.Empty;
            string stop = training.Patience is int patience
                ? FormattableString.Invariant($"early stopping after {patience} epochs without gain on {training.PatienceShare:P0} of the training rows")
                : "no early stopping";
            return $"{architecture.Description}; Adam, learning rate {rate} with cosine decay, {epochs}{batch}, {stop}";
        }
    }

    /// <inheritdoc/>
    public string SearchSpace => $"{architecture.SearchSpace}learning rate 0.0002 to 0.01, batches of 16 to 128, 0.5 to 2 times the epochs";

    /// <inheritdoc/>
    public ILearner Variant(SearchDraw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        DeepArchitecture varied = architecture.Varied(draw);
        return new DeepLearner(Name, varied, training with
        {
            LearningRate = draw.LogUniform(2e-4, 1e-2),
            BatchSize = draw.Pick(16, 32, 64, 128),
            EpochFactor = draw.Pick(0.5, 1.0, 2.0),
        });
    }

    internal DeepTraining Training => training;

    internal DeepArchitecture Architecture => architecture;

    /// <summary>Dense layers with ReLU, for numbers and categories; dropout 0.2 for regression.</summary>
    /// <param name="units">The layers' sizes; none: 64 and 64, or 128 and 64 for more than 256 features.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static DeepLearner Mlp(params int[] units)
    {
        ArgumentNullException.ThrowIfNull(units);
        foreach (int size in units)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(units));
        }

        return new("mlp", new MlpArchitecture(units.Length == 0 ? null : [.. units]), null);
    }

    /// <summary>A small convolutional net, for images.</summary>
    public static DeepLearner Cnn() => new("cnn", new CnnArchitecture(), null);

    /// <summary>An embedding of characters with convolutions, for text, alone or beside numbers and categories.</summary>
    public static DeepLearner Conv1D() => new("conv1d", new Conv1DArchitecture(), null);

    /// <summary>Layers of your own below a head that follows the task.</summary>
    /// <param name="name">The name in the report.</param>
    /// <param name="build">From the input to a model without its head: <c>input => Sequential.Create(input).Dense(64, "relu")</c>.</param>
    /// <param name="training">How it is trained; null: as the others.</param>
    public static DeepLearner Of(string name, Func<DeepInput, Sequential> build, DeepTraining? training = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(name, new SequentialArchitecture(name, build), training);
    }

    /// <summary>A whole model of your own, of any form and with any number of inputs; its output has to fit the task.</summary>
    /// <param name="name">The name in the report.</param>
    /// <param name="build">From the inputs that the preprocessing makes, and the number of outputs of a head (logits, or one number), to a model.</param>
    /// <param name="training">How it is trained; null: as the others.</param>
    public static DeepLearner Of(string name, Func<IReadOnlyList<DeepInput>, int, Model> build, DeepTraining? training = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(name, new ModelArchitecture(build), training);
    }

    /// <summary>The deep models that fit a data set: conv1d where there is text, else an mlp, and for images a cnn beside it.</summary>
    /// <param name="data">The data set.</param>
    public static IReadOnlyList<DeepLearner> DefaultsFor(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Features.Any(column => column.Kind == ColumnKind.Text) ? [Conv1D()]
            : data.ImageShape is not null ? [Mlp(), Cnn()]
            : [Mlp()];
    }

    /// <summary>A model of Keras's JSON or a <c>.keras</c> file with its own head; its weights are not taken over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">It is no model.</exception>
    public static DeepLearner FromFile(string path) => new(Path.GetFileNameWithoutExtension(path), JsonArchitecture.Read(path), null);

    /// <summary>The same model, trained otherwise.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public DeepLearner With(DeepTraining options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(Name, architecture, options);
    }

    /// <summary>The same model under another name.</summary>
    /// <param name="name">The name in the report.</param>
    public DeepLearner Named(string name) => new(name, architecture, training);

    /// <inheritdoc/>
    IFittedLearner ILearner.Fit(Dataset training, int seed, CancellationToken cancellation) =>
        Fit(training, seed, new FitOptions { CancellationToken = cancellation });

    /// <summary>Fits preprocessing and model.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="seed">Determines initial weights, row order and dropout.</param>
    /// <param name="options">Progress, callbacks and cancellation; epochs and batch size are this learner's.</param>
    /// <param name="validation">Rows to evaluate on after each epoch; never trained on. Null: none.</param>
    /// <returns>The fitted pipeline, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The data are not what the model takes.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public DeepPipeline Fit(Dataset data, long seed, FitOptions? options = null, Dataset? validation = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return DeepFit.Run(architecture, training, data, seed, options ?? new FitOptions(), validation);
    }

    /// <summary>The untrained model that a data set would get.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="seed">Determines its initial weights.</param>
    /// <exception cref="ArgumentException">The data are not what the model takes.</exception>
    public Model Build(Dataset data, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        return DeepFit.Build(architecture, DeepFit.Problem(DeepEncoder.Fit(data, architecture.TakesImagesAsTables), data), seed);
    }
}
