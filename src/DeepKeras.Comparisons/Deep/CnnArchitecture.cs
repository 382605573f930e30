namespace DeepKeras.Comparisons.Deep;

/// <summary>A small convolutional net for images: two 3 × 3 convolutions with pooling, a dense layer of 64, dropout 0.3.</summary>
internal sealed class CnnArchitecture : DeepArchitecture
{
    private const int LargeImage = 400;

    public override string Description => "3x3 convolutions 32-64 (16-32 on large images), pooling, dense 64, dropout 0.3";

    public override Model Build(DeepProblem problem)
    {
        DeepInput input = problem.Only("cnn");
        if (input.Kind != DeepInputKind.Image)
        {
            throw new ArgumentException($"cnn takes images; data set \"{problem.Name}\" has none: use mlp{(problem.HasText ? " or conv1d" : "")}.");
        }

        int filters = input.Shape[0] * input.Shape[1] > LargeImage ? 16 : 32;
        Sequential model = Sequential.Create(input).Conv2D(filters, 3, padding: Padding.Same, activation: "relu");
        Pool(model);
        model.Conv2D(2 * filters, 3, padding: Padding.Same, activation: "relu");
        Pool(model);
        return model.Flatten().Dense(64, "relu").Dropout(0.3).Dense(problem.Outputs);
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
