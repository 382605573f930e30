using DeepKeras.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>The preprocessing of every shallow learner: <see cref="TableEncoder"/> for numbers and categories, <see cref="CharacterNGrams"/> for text.</summary>
internal sealed class ShallowEncoder
{
    private readonly TableEncoder table;
    private readonly (int Column, CharacterNGrams NGrams)[] texts;

    private ShallowEncoder(TableEncoder table, (int Column, CharacterNGrams NGrams)[] texts)
    {
        this.table = table;
        this.texts = texts;
    }

    public int Width => table.Width + texts.Sum(text => text.NGrams.Width);

    /// <summary>What it learnt in binary: a name and two numbers a column, a gram and its weight.</summary>
    public long Bytes => table.FeatureNames.Sum(name => name.Length + 8L) + texts.Sum(text => text.NGrams.Names.Sum(name => name.Length + 4L));

    public static ShallowEncoder Fit(Dataset training, CharacterNGramOptions nGrams)
    {
        var texts = new List<(int, CharacterNGrams)>();
        for (int i = 0; i < training.Features.Count; i++)
        {
            if (training.Features[i].Kind == ColumnKind.Text)
            {
                texts.Add((i, CharacterNGrams.Fit(training.Features[i].Strings, nGrams)));
            }
        }

        var encoder = new ShallowEncoder(TableEncoder.Fit(training), [.. texts]);
        return encoder.Width > 0 ? encoder : throw new ArgumentException(
            $"data set \"{training.Name}\": no feature column has a value in the {training.Rows} training rows.", nameof(training));
    }

    public EncodedRows Transform(Dataset rows) =>
        new(rows.Rows, table.Transform(rows), table.Width, [.. texts.Select(text => text.NGrams.Transform(rows.Features[text.Column].Strings))]);
}
