namespace DeepKeras.Layers;

/// <summary>The sum of its inputs. After <c>keras.layers.Add</c>.</summary>
public sealed partial class Add : Merge
{
    private protected override Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs) => inputs.Select(input => input.Value).Aggregate(Ops.Add);
}
