namespace DeepKeras.Layers;

/// <summary>The mean of its inputs. After <c>keras.layers.Average</c>.</summary>
public sealed partial class Average : Merge
{
    private protected override Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs) => inputs.Select(input => input.Value).Aggregate(Ops.Add) / inputs.Count;
}
