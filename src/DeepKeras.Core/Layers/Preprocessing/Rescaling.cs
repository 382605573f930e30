using DeepKeras.Initializers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>x · scale + offset, in training and out of it; whole numbers become floats. After <c>keras.layers.Rescaling</c>.</summary>
/// <param name="scale">A number such as 1 / 255.0, or one for each feature of the last axis.</param>
/// <param name="offset">A number, or one for each feature of the last axis; null: 0.</param>
public sealed partial class Rescaling(ConstantValue scale, [Default(0.0)] ConstantValue? offset = null) : Layer
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        DType type = DType.ComputeDType;
        return (Ops.Cast(x, type) * Scale.ToTensor(type)) + Offset.ToTensor(type);
    }
}
