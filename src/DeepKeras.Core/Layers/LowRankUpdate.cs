namespace DeepKeras.Layers;

/// <summary>
/// A frozen kernel's trained correction a · b of low rank (LoRA: Hu et al., Low-rank adaptation of large language models, 2021).
/// </summary>
internal sealed class LowRankUpdate(Variable a, Variable b, double scale)
{
    public Tensor AddTo(Tensor kernel) => kernel + (scale * Ops.MatMul(a, b));
}
