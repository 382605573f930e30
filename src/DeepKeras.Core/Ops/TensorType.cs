namespace DeepKeras.Operations;

/// <summary>What is known of a tensor before it is computed.</summary>
internal sealed record TensorType(DType Type, Shape Shape)
{
    public override string ToString() => $"{Type.KerasName()} {Shape}";
}
