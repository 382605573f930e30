namespace DeepKeras.Bench.Contenders;

/// <summary>One side of the comparison: a library, driven as its users would.</summary>
internal interface IContender
{
    /// <summary>The label in the results.</summary>
    string Label { get; }

    /// <summary>Loads the native library, so that its time and memory are not counted as the first model's.</summary>
    void Load();

    /// <summary>A fresh model with its loss and Adam 1e-3, ready to fit.</summary>
    ITrainer Create(Architecture model);

    /// <summary>Reads back what <see cref="ITrainer.Save"/> wrote; the model is of that architecture.</summary>
    ITrainer Open(Architecture model, string path);

    /// <summary>File name extension of the library's own format, with its dot.</summary>
    string Extension { get; }

    /// <summary>Values of GFLOP/s of a square float32 matrix product, or none where the library offers no such thing.</summary>
    IReadOnlyList<double> Sgemm(int size, int warmUps, int repeats);
}

/// <summary>A model that can be fitted and asked.</summary>
internal interface ITrainer : IDisposable
{
    /// <summary>Trains on host arrays; shuffles every epoch.</summary>
    /// <param name="x">(rows, features), row-major; images as NHWC.</param>
    /// <param name="y">(rows), class numbers.</param>
    /// <param name="batch">Rows a step.</param>
    /// <param name="epochs">Times over the rows.</param>
    /// <param name="epochDone">Told after each epoch, on the thread that trains. The next epoch's clock starts after it returns.</param>
    /// <returns>What the last epoch measured.</returns>
    Epoch Fit(float[] x, int[] y, int batch, int epochs, Action<Epoch>? epochDone = null);

    /// <summary>Outputs for rows, (rows, outputs) row-major, from a host array to a host array.</summary>
    float[] Predict(float[] x, int rows, int batch);

    /// <summary>Writes the library's own file format.</summary>
    void Save(string path);
}

/// <summary>An epoch's measure.</summary>
/// <param name="Milliseconds">From the epoch's beginning until its loss is a host number.</param>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">NaN where none is computed.</param>
internal readonly record struct Epoch(double Milliseconds, double Loss, double Accuracy);
