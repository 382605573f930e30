using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>A text column as character ids.</summary>
internal sealed class TextPart(int column, string name, CharacterIds ids) : DeepEncoderPart
{
    public int Column => column;

    public CharacterIds Ids => ids;

    public override DeepInput Input { get; } = new(DeepInputKind.Text, name, [ids.Length], ids.VocabularySize);

    public override DataArray Transform(Dataset rows) => new(ids.Transform(rows.Features[column].Strings), [rows.Rows, ids.Length]);
}
