using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Dense layers with ReLU on a table; their sizes are given or follow from the data.</summary>
internal sealed class MlpArchitecture(IReadOnlyList<int>? units = null, double? rate = null) : DeepArchitecture
{
    private const int ManyFeatures = 256;

    public override string Description => units is null ? "dense layers sized by the data, ReLU" : FormattableString.Invariant($"dense layers {string.Join(", ", units)}, ReLU{(rate is double share ? $", dropout {share}" : "")}");

    public override string SearchSpace => "1 to 3 dense layers of 32 to 256, dropout 0 to 0.4, ";

    public override DeepArchitecture Varied(SearchDraw draw) =>
        new MlpArchitecture(draw.Pick<int[]>([32], [64], [128], [256], [64, 64], [128, 64], [256, 128], [128, 128, 64]), draw.Pick(0, 0.1, 0.2, 0.4));

    public override bool TakesImagesAsTables => true;

    public override Model Build(DeepProblem problem)
    {
        if (problem.HasText)
        {
            throw new ArgumentException(
                $"mlp takes numbers and categories; column \"{problem.Inputs.First(input => input.Kind == DeepInputKind.Text).Name}\" is text: use conv1d, or leave the column out.");
        }

        DeepInput input = problem.Only("mlp");
        bool wide = input.Shape[0] > ManyFeatures;
        double dropout = rate ?? (wide || (problem.Task == LearningTask.Regression && !problem.TimeOrdered) ? 0.2 : 0);
        Sequential model = Sequential.Create(input);
        foreach (int size in units ?? (wide ? [128, 64] : [64, 64]))
        {
            model.Dense(size, "relu");
            if (dropout > 0)
            {
                model.Dropout(dropout);
            }
        }

        return model.Dense(problem.Outputs);
    }
}
