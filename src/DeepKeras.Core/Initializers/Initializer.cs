using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>How a weight starts: a function of the model's seed and the weight's path. After <c>keras.initializers.Initializer</c>.</summary>
[KerasModule("keras.initializers")]
public abstract class Initializer : KerasObject
{
    /// <summary>An initializer by its Keras name, such as <c>glorot_uniform</c> or <c>HeNormal</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Initializer(string name) => KerasRegistry.Get<Initializer>(name);

    /// <summary>Fills an array with first values.</summary>
    /// <param name="array">The weight.</param>
    /// <param name="seed">The seed for this weight.</param>
    internal abstract void Fill(HostArray array, ulong seed);
}
