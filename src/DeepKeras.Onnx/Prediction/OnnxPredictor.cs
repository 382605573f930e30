using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using DeepKeras.Data;
using Microsoft.ML.OnnxRuntime;

namespace DeepKeras.Onnx;

/// <summary>
/// Predicts with an ONNX file on ONNX Runtime: any that <c>Model.Export</c> wrote, and others. One instance serves any number of threads
/// at once; it holds the weights once, and the buffers of calls are used again.
/// </summary>
public sealed class OnnxPredictor : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly OnnxPredictorOptions options;
    private readonly ConcurrentQueue<PredictorBuffers> kept = new();
    private readonly bool simple;
    private int disposed;

    /// <summary>Reads a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads and buffers; null: the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OnnxRuntimeException">The file is no model that ONNX Runtime can run.</exception>
    /// <exception cref="NotSupportedException">An input or output is no tensor of a known dtype.</exception>
    public OnnxPredictor(string path, OnnxPredictorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there is no ONNX file {path}.", path);
        }

        this.options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.KeptBuffers);
        using var settings = new SessionOptions { IntraOpNumThreads = this.options.Threads, InterOpNumThreads = 1 };
        session = new InferenceSession(path, settings);
        Inputs = [.. session.InputNames.Select(name => Info(name, session.InputMetadata[name]))];
        OptionalInputs = [.. session.OverridableInitializerMetadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Info(entry.Key, entry.Value))];
        Outputs = [.. session.OutputNames.Select(name => Info(name, session.OutputMetadata[name]))];
        simple = Inputs.Count == 1 && Outputs.Count == 1 && Inputs[0].DType == DType.Float32 && Outputs[0].DType == DType.Float32
            && IsOpenInBatchOnly(Inputs[0].Shape) && IsOpenInBatchOnly(Outputs[0].Shape);
    }

    /// <summary>The inputs, in the file's order.</summary>
    public IReadOnlyList<OnnxTensorInfo> Inputs { get; }

    /// <summary>
    /// Inputs that may be left out, in the order of their names: the states of a stateful model, which then are as they were at the export. What
    /// they become is an output of the same name and <c>/next</c>.
    /// </summary>
    public IReadOnlyList<OnnxTensorInfo> OptionalInputs { get; }

    /// <summary>The outputs, in the file's order.</summary>
    public IReadOnlyList<OnnxTensorInfo> Outputs { get; }

    /// <summary>Predicts rows of numbers with a model of one float32 input and output, shapes known but for the batch.</summary>
    /// <param name="rows">(rows, features): as many features as one row of the input has elements.</param>
    /// <returns>(rows, outputs): one row of the output flattened.</returns>
    /// <exception cref="ShapeException">Another number of features, or a model of another kind.</exception>
    public float[,] Predict(float[,] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int count = rows.GetLength(0);
        RequireSimple();
        float[,] result = new float[count, Outputs[0].Shape.WithoutBatch().Elements];
        if (count > 0)
        {
            Predict(MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], rows.Length), count, MemoryMarshal.CreateSpan(ref result[0, 0], result.Length));
        }

        return result;
    }

    /// <summary>As <see cref="Predict(float[,])"/> on memory of the caller's; nothing that grows is allocated while the number of rows stays.</summary>
    /// <param name="input">The input's elements, row by row.</param>
    /// <param name="rows">The number of rows, 1 or more.</param>
    /// <param name="output">Takes the output's elements, row by row.</param>
    /// <exception cref="ShapeException">Another number of elements, or a model of another kind.</exception>
    public void Predict(ReadOnlySpan<float> input, int rows, Span<float> output)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        RequireSimple();
        RequireLength(Inputs[0], input.Length, rows);
        RequireLength(Outputs[0], output.Length, rows);
        PredictorBuffers buffers = Take(rows);
        try
        {
            input.CopyTo(buffers.Input.As<float>());
            buffers.Run(session, run);
            buffers.Output.As<float>().CopyTo(output);
        }
        finally
        {
            GiveBack(buffers);
        }
    }

    /// <summary>Predicts with a model of one input and one output.</summary>
    /// <param name="input">The input, batch first.</param>
    /// <exception cref="ShapeException">The shape does not fit, or the model has several inputs or outputs.</exception>
    public DataArray Predict(DataArray input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Inputs.Count != 1 || Outputs.Count != 1)
        {
            throw new ShapeException($"the model has {Inputs.Count} inputs and {Outputs.Count} outputs; give them by name.");
        }

        return Predict(new Dictionary<string, DataArray> { [Inputs[0].Name] = input })[Outputs[0].Name];
    }

    /// <summary>Predicts from inputs by name.</summary>
    /// <param name="inputs">Every input, and such of the <see cref="OptionalInputs"/> as are not to be left out; numbers of another dtype are converted.</param>
    /// <returns>Every output by name.</returns>
    /// <exception cref="ArgumentException">An input is missing or unknown.</exception>
    /// <exception cref="ShapeException">A shape does not fit.</exception>
    public IReadOnlyDictionary<string, DataArray> Predict(IReadOnlyDictionary<string, DataArray> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
        foreach (string name in inputs.Keys)
        {
            if (Inputs.Concat(OptionalInputs).All(input => input.Name != name))
            {
                throw new ArgumentException(NameSuggestion.Unknown("input", name, Inputs.Concat(OptionalInputs).Select(input => input.Name)), nameof(inputs));
            }
        }

        OnnxTensorInfo[] wanted = [.. Inputs, .. OptionalInputs.Where(input => inputs.ContainsKey(input.Name))];
        HostArray[] arrays = [.. wanted.Select(input => Fitting(input, inputs))];
        OrtValue[] values = [.. arrays.Select(OrtArrays.Over)];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, [.. wanted.Select(input => input.Name)], values, session.OutputNames);
            return Outputs.Zip(results, (output, value) => (output.Name, Value: new DataArray(OrtArrays.Copy(value)))).ToDictionary(pair => pair.Name, pair => pair.Value);
        }
        finally
        {
            foreach (OrtValue value in values)
            {
                value.Dispose();
            }

            GC.KeepAlive(arrays);
        }
    }

    /// <summary>Lets go of the model; calls that are under way must have ended.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            while (kept.TryDequeue(out PredictorBuffers? buffers))
            {
                buffers.Dispose();
            }

            run.Dispose();
            session.Dispose();
        }
    }

    private static bool IsOpenInBatchOnly(Shape shape) => shape.Rank > 0 && shape[0] < 0 && shape.WithoutBatch().IsKnown;

    private static OnnxTensorInfo Info(string name, NodeMetadata data) => data.IsTensor
        ? new(name, OrtArrays.Type(data.ElementDataType), Shape.Create([.. data.Dimensions.Select(size => Math.Max(size, Shape.Unknown))]))
        : throw new NotSupportedException($"\"{name}\" is a {data.OnnxValueType}, not a tensor.");

    private static void RequireLength(OnnxTensorInfo info, int length, int rows)
    {
        long expected = info.Shape.WithoutBatch().Elements * rows;
        if (length != expected)
        {
            throw new ShapeException($"\"{info.Name}\": expected {expected} elements for {rows} rows of {info.Shape.WithoutBatch()}, got {length}.");
        }
    }

    private void RequireSimple()
    {
        if (!simple)
        {
            throw new ShapeException($"rows of numbers need a model of one float32 input and one float32 output with shapes known but for the batch; this one takes {string.Join(", ", Inputs)} and gives {string.Join(", ", Outputs)}. Give arrays by name.");
        }
    }

    private static HostArray Fitting(OnnxTensorInfo input, IReadOnlyDictionary<string, DataArray> inputs)
    {
        if (!inputs.TryGetValue(input.Name, out DataArray? given))
        {
            throw new ArgumentException($"the input \"{input.Name}\" is missing.", nameof(inputs));
        }

        if (!given.Shape.IsCompatibleWith(input.Shape))
        {
            throw new ShapeException($"\"{input.Name}\": expected shape {input.Shape}, got {given.Shape}.");
        }

        return given.DType == input.DType ? given.Array : given.Array.Cast(input.DType);
    }

    private PredictorBuffers Take(int rows)
    {
        if (kept.TryDequeue(out PredictorBuffers? buffers))
        {
            if (buffers.Rows == rows)
            {
                return buffers;
            }

            buffers.Dispose();
        }

        return new PredictorBuffers(Inputs[0], Outputs[0], rows);
    }

    private void GiveBack(PredictorBuffers buffers)
    {
        if (kept.Count < options.KeptBuffers && Volatile.Read(ref disposed) == 0)
        {
            kept.Enqueue(buffers);
        }
        else
        {
            buffers.Dispose();
        }
    }
}
