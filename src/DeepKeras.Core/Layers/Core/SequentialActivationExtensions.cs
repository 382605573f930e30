using DeepKeras.Layers;

namespace DeepKeras;

/// <summary>The method of the layer whose class could not have Keras's name, because the function has it.</summary>
public static class SequentialActivationExtensions
{
    /// <summary>Adds an <see cref="ActivationLayer"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="activation">The function.</param>
    /// <param name="name">The layer's name.</param>
    /// <returns>The model itself.</returns>
    public static Sequential Activation(this Sequential model, Activation activation, string? name = null)
    {
        var layer = new ActivationLayer(activation);
        if (name is not null)
        {
            layer.SuggestName(name);
        }

        return model.Add(layer);
    }
}
