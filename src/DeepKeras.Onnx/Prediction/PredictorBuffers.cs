using Microsoft.ML.OnnxRuntime;

namespace DeepKeras.Onnx;

/// <summary>Memory for one prediction of a model with one input and one output of known shape but for the batch, used again and again.</summary>
internal sealed class PredictorBuffers : IDisposable
{
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;

    public PredictorBuffers(OnnxTensorInfo input, OnnxTensorInfo output, int rows)
    {
        Rows = rows;
        Input = new HostArray(input.DType, input.Shape.With(0, rows));
        Output = new HostArray(output.DType, output.Shape.With(0, rows));
        inputs = [OrtArrays.Over(Input)];
        outputs = [OrtArrays.Over(Output)];
    }

    public int Rows { get; }

    public HostArray Input { get; }

    public HostArray Output { get; }

    public void Run(InferenceSession session, RunOptions options) => session.Run(options, session.InputNames, inputs, session.OutputNames, outputs);

    public void Dispose()
    {
        inputs[0].Dispose();
        outputs[0].Dispose();
    }
}
