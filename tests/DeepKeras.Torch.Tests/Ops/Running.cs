using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Makes graphs of a few operations and runs them.</summary>
internal static class Running
{
    /// <summary>An input of a graph.</summary>
    public static Tensor Input(DType type, Shape shape) => new InputNode("x", new TensorType(type, shape)).Output;

    public static Tensor[] Inputs(this OpRow row, DType type, Func<Operand, Shape> shape) =>
        [.. row.Operands.Select(operand => Input(operand.TypeIn(type), shape(operand)))];

    /// <summary>Runs a graph once.</summary>
    public static HostArray[] Run(Tensor[] inputs, IReadOnlyList<Tensor> outputs, params ReadOnlySpan<HostArray> values)
    {
        using Executable executable = Engine.Current.Compile(new Graph(inputs, outputs, []));
        return executable.Run(values);
    }

    /// <summary>The operation on values.</summary>
    public static HostArray[] Run(Op op, params HostArray[] values)
    {
        Tensor[] inputs = [.. values.Select(value => Input(value.Type, value.Shape))];
        return Run(inputs, Ops.EmitAll(op, inputs), values);
    }

    /// <summary>A function of one input on values, and its gradient: that of the sum of its results.</summary>
    public static (double[] Values, double[] Gradient) WithGradient(Func<Tensor, Tensor> function, params double[] values)
    {
        Tensor x = Input(DType.Float64, [values.Length]);
        Tensor y = function(x);
        HostArray[] results = Run([x], [y, Ops.Gradients(Ops.Sum(y), [x])[0]], HostArray.Of<double>(values, [values.Length]));
        return (Plain.From(results[0]).Data, Plain.From(results[1]).Data);
    }

    /// <summary>A function on values of a type.</summary>
    public static double[] Values(Func<Tensor, Tensor> function, DType type, params double[] values)
    {
        Tensor x = Input(type, [values.Length]);
        return Plain.From(Run([x], [function(x)], new Plain([values.Length], values).To(type))[0]).Data;
    }
}
