namespace DeepKeras.Bench;

/// <summary>The models the works are made of.</summary>
internal enum Architecture
{
    /// <summary>784 → Dense 128 relu → Dense 10.</summary>
    Mlp,

    /// <summary>784 → Dense 1024 relu, twice → Dense 10.</summary>
    MlpWide,

    /// <summary>28×28×1 → Conv 32, pool, Conv 64, pool, Flatten, Dropout 0.5, Dense 10.</summary>
    Cnn,

    /// <summary>20 → Dense 64 relu → Dense 32 relu → Dense 1 sigmoid.</summary>
    Tabular,

    /// <summary>784 → Dense 4096 relu, twice → Dense 10.</summary>
    Large,

    /// <summary>80 tokens → Embedding 10000 × 64 → LSTM 64 → Dense 1 sigmoid.</summary>
    Lstm,

    /// <summary>80 tokens → Embedding 10000 × 64 → GRU 64 → Dense 1 sigmoid.</summary>
    Gru,
}

/// <summary>A training work: what is trained, on how much, and how often.</summary>
/// <param name="Name">As in the workloads' table.</param>
/// <param name="Model">The model.</param>
/// <param name="Rows">Rows of 784 features, or of 80 tokens.</param>
/// <param name="Batch">Rows a step.</param>
/// <param name="Epochs">Timed epochs, after one of warm-up.</param>
/// <param name="FlopPerRow">Matmul and convolution only; backward counts twice.</param>
internal sealed record Work(string Name, Architecture Model, int Rows, int Batch, int Epochs, long FlopPerRow)
{
    /// <summary>Features a row of an image.</summary>
    public const int Features = 784;

    /// <summary>Tokens a row of a sequence.</summary>
    public const int Tokens = 80;

    /// <summary>All training works.</summary>
    public static IReadOnlyList<Work> Training { get; } =
    [
        new("mlp_b32", Architecture.Mlp, 60000, 32, 2, 409_088),
        new("mlp_b128", Architecture.Mlp, 60000, 128, 3, 409_088),
        new("mlp_b512", Architecture.Mlp, 60000, 512, 4, 409_088),
        new("mlp_wide", Architecture.MlpWide, 12800, 128, 2, 9_564_160),
        new("cnn_b64", Architecture.Cnn, 6400, 64, 2, 14_256_384),
        new("lstm", Architecture.Lstm, 1600, 32, 2, 15_729_024),
        new("gru", Architecture.Gru, 1600, 32, 2, 11_796_864),
    ];

    /// <summary>The works that have no row above.</summary>
    public static IReadOnlyList<string> Others { get; } =
        ["tabular", "predict_one", "predict_many", "memory", "startup", "saveload", "export", "sgemm", "compare"];

    /// <summary>Every work's name.</summary>
    public static IEnumerable<string> Names => Training.Select(w => w.Name).Concat(Others);

    /// <summary>Steps an epoch; the last may be partial.</summary>
    public int Steps => (Rows + Batch - 1) / Batch;

    /// <summary>A training work by name.</summary>
    public static Work Named(string name) =>
        Training.FirstOrDefault(w => w.Name == name) ?? throw new UsageException(
            $"'{name}' is no training work; known: {string.Join(", ", Training.Select(w => w.Name))}.");

    /// <summary>Numbers a row.</summary>
    public int Width => IsSequence(Model) ? Tokens : Features;

    /// <summary>Whether the model reads tokens and says one of two classes.</summary>
    public static bool IsSequence(Architecture model) => model is Architecture.Lstm or Architecture.Gru;

    /// <summary>The rows and their labels; tokens are whole numbers.</summary>
    public (float[] X, int[] Y) Data()
    {
        if (!IsSequence(Model))
            return WorkloadData.Images(Rows, Features);
        (int[] x, int[] y) = WorkloadData.Sequences(Rows, Tokens);
        return (Array.ConvertAll(x, token => (float)token), y);
    }

    /// <summary>The same work on a tenth of the rows, for a look.</summary>
    public Work Quick() => this with { Rows = Math.Max(Rows / 10, 2 * Batch), Epochs = 1 };
}
