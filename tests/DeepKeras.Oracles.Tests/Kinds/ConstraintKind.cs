using DeepKeras.Constraints;

namespace DeepKeras.Tests;

/// <summary>Weights after their constraint.</summary>
internal sealed class ConstraintKind : ICaseKind
{
    public string Kind => "constraint";

    public void Run(OracleCase test)
    {
        var constraint = test.Create<Constraint>();
        WrittenConfig.AssertHolds(test, constraint);
        HostArray[] results = Evaluation.Run([test.Array("x")!], (_, inputs) => [constraint.Project(inputs[0])]);
        test.AssertClose("y", test.Array("y")!, results[0]);
    }
}
