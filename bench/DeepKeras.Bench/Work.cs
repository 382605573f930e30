namespace DeepKeras.Bench;

/// <summary>A training work: what is trained, on how much, and how often.</summary>
/// <param name="Name">As in the workloads' table.</param>
/// <param name="Model">The model.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Batch">Rows a step.</param>
/// <param name="Epochs">Timed epochs, after one of warm-up.</param>
/// <param name="FlopPerRow">Matmul and convolution only; backward counts twice.</param>
internal sealed record Work(string Name, Architecture Model, int Rows, int Batch, int Epochs, long FlopPerRow)
{
    /// <summary>Features a row of an image of 28×28.</summary>
    public const int Features = 784;

    /// <summary>All training works.</summary>
    public static IReadOnlyList<Work> Training { get; } =
    [
        new("mlp_b32", Architecture.Mlp, 60000, 32, 2, 409_088),
        new("mlp_b128", Architecture.Mlp, 60000, 128, 3, 409_088),
        new("mlp_b512", Architecture.Mlp, 60000, 512, 4, 409_088),
        new("mlp_wide", Architecture.MlpWide, 12800, 128, 2, 9_564_160),
        new("cnn_b64", Architecture.Cnn, 6400, 64, 2, 14_256_384),
        new("resnet_small", Architecture.ResNet, 512, 128, 2, 243_994_368),
        new("lstm", Architecture.Lstm, 1600, 32, 2, 15_729_024),
        new("gru", Architecture.Gru, 1600, 32, 2, 11_796_864),
        new("transformer", Architecture.Transformer, 1600, 32, 2, 27_341_568),
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

    /// <summary>The rows and their labels; tokens are whole numbers.</summary>
    public (float[] X, int[] Y) Data()
    {
        if (!Model.ReadsTokens)
            return WorkloadData.Images(Rows, Model.Width);
        (int[] x, int[] y) = WorkloadData.Sequences(Rows, Model.Width);
        return (Array.ConvertAll(x, token => (float)token), y);
    }

    /// <summary>The same work on a tenth of the rows, for a look.</summary>
    public Work Quick() => this with { Rows = Math.Max(Rows / 10, 2 * Batch), Epochs = 1 };
}
