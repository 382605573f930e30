namespace DeepKeras.Comparisons.Deep;

/// <summary>A user's whole model, with its head.</summary>
internal sealed class ModelArchitecture(Func<IReadOnlyList<DeepInput>, int, Model> build) : DeepArchitecture
{
    public override string Description => "a given model";

    public override Model Build(DeepProblem problem) =>
        build(problem.Inputs, problem.Outputs) ?? throw new ArgumentException($"the function gave no model for data set \"{problem.Name}\".");
}
