using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Makes one input of a deep model from rows.</summary>
internal abstract class DeepEncoderPart
{
    public abstract DeepInput Input { get; }

    public abstract DataArray Transform(Dataset rows);
}
