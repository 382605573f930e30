namespace DeepKeras.Comparisons.Deep;

/// <summary>An input of a deep model, as the preprocessing makes it: what a model is built for.</summary>
public sealed record DeepInput
{
    internal DeepInput(DeepInputKind kind, string name, Shape shape, int vocabularySize = 0)
    {
        Kind = kind;
        Name = name;
        Shape = shape;
        VocabularySize = vocabularySize;
    }

    /// <summary>What its numbers are.</summary>
    public DeepInputKind Kind { get; }

    /// <summary>The name: <c>table</c>, <c>image</c>, or the text column's.</summary>
    public string Name { get; }

    /// <summary>The shape of one row: (features), (height, width, channels), or (characters) for text.</summary>
    public Shape Shape { get; }

    /// <summary>The number of character ids, from 0, which is padding; 0 where the input is no text.</summary>
    public int VocabularySize { get; }

    /// <summary>int32 for text, float32 for the others.</summary>
    public DType DType => Kind == DeepInputKind.Text ? DType.Int32 : DType.Float32;

    /// <summary>The shape, so that an input can stand where a shape is expected: <c>Sequential.Create(input)</c>.</summary>
    /// <param name="input">The input.</param>
    public static implicit operator Shape(DeepInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Shape;
    }
}
