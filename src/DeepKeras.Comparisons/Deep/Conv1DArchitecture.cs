using DeepKeras.Layers;

namespace DeepKeras.Comparisons.Deep;

/// <summary>
/// For text, character by character: an embedding of 32, convolutions of widths 2 to 5 with 96 filters each, the largest value of each filter,
/// a dense layer of 96 (after Kim, Convolutional Neural Networks for Sentence Classification, 2014). Columns of a table join before the dense layer.
/// </summary>
internal sealed class Conv1DArchitecture : DeepArchitecture
{
    private const int Width = 32;
    private const int Filters = 96;
    private static readonly int[] Windows = [2, 3, 4, 5];

    public override string Description => "embedding 32, convolutions of widths 2 to 5 with 96 filters each, global maximum, dense 96";

    public override bool TakesImagesAsTables => true;

    public override Model Build(DeepProblem problem)
    {
        if (!problem.HasText)
        {
            throw new ArgumentException($"conv1d takes text; data set \"{problem.Name}\" has no text column: use mlp.");
        }

        var inputs = new List<Tensor>();
        var parts = new List<Tensor>();
        for (int i = 0; i < problem.Inputs.Count; i++)
        {
            DeepInput input = problem.Inputs[i];
            Tensor x = Keras.Input(input.Shape, input.DType, $"input_{i + 1}");
            inputs.Add(x);
            if (input.Kind != DeepInputKind.Text)
            {
                parts.Add(x);
                continue;
            }

            Tensor letters = new Embedding(input.VocabularySize, Width).Apply(x);
            foreach (int window in Windows)
            {
                Tensor found = new Conv1D(Filters, window, padding: Padding.Same, activation: "relu").Apply(letters);
                parts.Add(new GlobalMaxPooling1D().Apply(found));
            }
        }

        Tensor features = new Concatenate().Apply(parts);
        Tensor dense = new Dense(Filters, "relu").Apply(features);
        return new Model(inputs, [new Dense(problem.Outputs).Apply(dense)]);
    }
}
