using DeepKeras.Saving;

namespace DeepKeras.Regularizers;

/// <summary>A penalty on a weight or an output that is added to the loss. After <c>keras.regularizers.Regularizer</c>.</summary>
[KerasModule("keras.regularizers")]
public abstract class Regularizer : KerasObject
{
    /// <summary>A regularizer by its Keras name, such as <c>l2</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Regularizer(string name) => KerasRegistry.Get<Regularizer>(name);

    /// <summary>The penalty on a tensor, a scalar.</summary>
    public abstract Tensor Penalty(Tensor x);
}
