using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>Functions of <c>keras.activations</c>: values and gradients of Σ y · cotangent.</summary>
internal sealed class ActivationKind : ICaseKind
{
    public string Kind => "activation";

    public void Run(OracleCase test)
    {
        string function = test.Text("fn");
        JsonElement arguments = test.Field("kwargs");
        HostArray x = test.Array("x")!;
        HostArray? cotangent = test.Array("cotangent");
        HostArray? gradient = test.Array("grad");
        bool differentiated = cotangent is not null && gradient is not null;
        HostArray[] results = Evaluation.Run(differentiated ? [x, cotangent!] : [x], (_, inputs) =>
        {
            Tensor y = Apply(function, inputs[0], arguments);
            return differentiated ? [y, Ops.Gradients(Ops.Sum(y * inputs[1]), [inputs[0]])[0]] : [y];
        });
        test.AssertClose("y", test.Array("y")!, results[0]);
        if (differentiated)
        {
            test.AssertClose("grad", gradient!, results[1]);
        }
    }

    /// <summary>The function with its arguments; without any, the activation of that name.</summary>
    private static Tensor Apply(string function, Tensor x, JsonElement arguments)
    {
        if (!arguments.EnumerateObject().Any())
        {
            Missing.RequireActivation(function);
            return Activation.Get(function).Apply(x);
        }

        int axis = arguments.TryGetProperty("axis", out JsonElement given) ? given.GetInt32() : -1;
        double Number(string name, double otherwise) => arguments.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;
        return function switch
        {
            "celu" => Ops.Celu(x, Number("alpha", 1)),
            "elu" => Ops.Elu(x, Number("alpha", 1)),
            "gelu" => Ops.Gelu(x, arguments.GetProperty("approximate").GetBoolean()),
            "glu" => Ops.Glu(x, axis),
            "hard_shrink" => Ops.HardShrink(x, Number("threshold", 0.5)),
            "leaky_relu" => Ops.LeakyRelu(x, Number("negative_slope", 0.2)),
            "log_softmax" => Ops.LogSoftmax(x, axis),
            "relu" => Ops.Relu(x, Number("negative_slope", 0), arguments.TryGetProperty("max_value", out JsonElement most) ? most.GetDouble() : null, Number("threshold", 0)),
            "soft_shrink" => Ops.SoftShrink(x, Number("threshold", 0.5)),
            "softmax" => Ops.Softmax(x, axis),
            "sparsemax" => Ops.Sparsemax(x, axis),
            "squareplus" => Ops.Squareplus(x, Number("b", 4)),
            "threshold" => Ops.Threshold(x, Number("threshold", double.NaN), Number("default_value", double.NaN)),
            _ => throw new NoClassYetException($"activation {function} with arguments"),
        };
    }
}
