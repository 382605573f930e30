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

    /// <summary>The numbers of inputs and outputs of a weight's units: for a kernel of rank above 2 both are multiplied by its window.</summary>
    internal static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank == 0)
        {
            return (1, 1);
        }

        if (shape.Rank == 1)
        {
            return (shape[0], shape[0]);
        }

        double window = 1;
        for (int axis = 0; axis < shape.Rank - 2; axis++)
        {
            window *= shape[axis];
        }

        return (shape[^2] * window, shape[^1] * window);
    }
}
