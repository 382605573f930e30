using DeepKeras.Regularizers;

namespace DeepKeras.Tests;

/// <summary>Penalties and their gradients.</summary>
internal sealed class RegularizerKind : ICaseKind
{
    public string Kind => "regularizer";

    public void Run(OracleCase test)
    {
        var regularizer = test.Create<Regularizer>();
        WrittenConfig.AssertHolds(test, regularizer);
        HostArray[] results = Evaluation.Run([test.Array("x")!], (_, inputs) =>
        {
            Tensor y = regularizer.Penalty(inputs[0]);
            return [y, Ops.Gradients(y, inputs)[0]];
        });
        test.AssertClose("y", OracleCase.Number(test.Field("y")), results[0][0]);
        if (test.Array("grad") is { } gradient)
        {
            test.AssertClose("grad", gradient, results[1]);
        }
    }
}
