namespace DeepKeras.Onnx;

/// <summary>How an <see cref="OnnxPredictor"/> computes.</summary>
public sealed record OnnxPredictorOptions
{
    /// <summary>The threads that one prediction may use, 1 or more. A server that answers many callers at once is fastest with 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The most sets of buffers that are kept for later calls, 0 or more; more callers at once are served too.</summary>
    public int KeptBuffers { get; init; } = Environment.ProcessorCount;
}
