using DeepKeras.Comparisons.Tuning;

namespace DeepKeras.Comparisons.Deep;

/// <summary>A small convolutional net for images: two 3 × 3 convolutions with pooling, a dense layer of 64, dropout 0.3.</summary>
internal sealed class CnnArchitecture(int? filters = null, int dense = 64, double dropout = 0.3) : DeepArchitecture
{
    private const int LargeImage = 400;

    public override string Description => FormattableString.Invariant(
        $"3x3 convolutions {(filters is int n ? $"{n}-{2 * n}" : "32-64 (16-32 on large images)")}, pooling, dense {dense}, dropout {dropout}");

    public override string SearchSpace => "8 to 48 filters, dense 32 to 128, dropout 0 to 0.5, ";

    public override DeepArchitecture Varied(SearchDraw draw) => new CnnArchitecture(draw.Pick(8, 16, 24, 32, 48), draw.Pick(32, 64, 128), draw.Pick(0, 0.15, 0.3, 0.5));

    public override Model Build(DeepProblem problem)
    {
        DeepInput input = problem.Only("cnn");
        if (input.Kind != DeepInputKind.Image)
        {
            throw new ArgumentException($"cnn takes images; data set \"{problem.Name}\" has none: use mlp{(problem.HasText ? " or conv1d" : "")}.");
        }

        int first = filters ?? (input.Shape[0] * input.Shape[1] > LargeImage ? 16 : 32);
        Sequential model = Sequential.Create(input).Conv2D(first, 3, padding: Padding.Same, activation: "relu");
        Pool(model);
        model.Conv2D(2 * first, 3, padding: Padding.Same, activation: "relu");
        Pool(model);
        return model.Flatten().Dense(dense, "relu").Dropout(dropout).Dense(problem.Outputs);
    }

    // An image of one row or column has nothing to pool along it.
    private static void Pool(Sequential model)
    {
        Shape shape = model.Outputs[0].Shape;
        var size = new Size2(Math.Min(2, shape[1]), Math.Min(2, shape[2]));
        if (size != new Size2(1, 1))
        {
            model.MaxPooling2D(size);
        }
    }
}
