using System.Text.Json;
using DeepKeras.Tests.OpCases;

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

    /// <summary>The function of <see cref="Ops"/> with its arguments; without any, the activation of that name.</summary>
    private static Tensor Apply(string function, Tensor x, JsonElement arguments)
    {
        if (!arguments.EnumerateObject().Any())
        {
            Missing.RequireActivation(function);
            return Activation.Get(function).Apply(x);
        }

        JsonElement first = JsonSerializer.SerializeToElement(new[] { new Dictionary<string, string> { ["ref"] = "x" } });
        return (Tensor)KerasFunction.Find($"activations.{function}").Call(first, arguments, new OpArguments(new Dictionary<string, Tensor> { ["x"] = x }))!;
    }
}
