namespace DeepKeras.Comparisons.Deep;

/// <summary>A user's layers on the only input, without a head; the head follows the task.</summary>
internal sealed class SequentialArchitecture(string name, Func<DeepInput, Sequential> build) : DeepArchitecture
{
    public override string Description => "given layers";

    public override Model Build(DeepProblem problem)
    {
        Sequential model = build(problem.Only(name)) ?? throw new ArgumentException($"{name}: the function gave no model.");
        Shape output = model.Outputs.Count == 1 ? model.Outputs[0].Shape
            : throw new ArgumentException($"{name}: expected a model made by Sequential.Create(input), got one whose input is not known yet.");
        if (output.Rank < 2)
        {
            throw new ArgumentException($"{name}: expected an output of (None, …, features) below the head, got {output}.");
        }

        if (output.Rank > 2)
        {
            model.Flatten();
        }

        return model.Dense(problem.Outputs);
    }
}
