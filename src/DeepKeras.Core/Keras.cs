using DeepKeras.Layers;

namespace DeepKeras;

/// <summary>Functions that start a model; meant for <c>using static DeepKeras.Keras;</c>.</summary>
public static class Keras
{
    /// <summary>An input of a functional model.</summary>
    /// <param name="shape">The shape of one row, without the batch axis; −1 where it is free.</param>
    /// <param name="dtype">The dtype: float32, or int32 for tokens.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="batchSize">A fixed batch size; null: free.</param>
    public static Tensor Input(Shape shape, DType dtype = DType.Float32, string? name = null, int? batchSize = null)
    {
        var layer = new InputLayer(shape.WithBatch(batchSize ?? Shape.Unknown)) { DType = dtype };
        if (name is not null)
        {
            layer.SuggestName(name);
        }

        return layer.CreateTensor();
    }

    /// <summary>
    /// Where warnings go, such as of a callback that watches a metric that is not there: a line each on the error stream, unless set.
    /// </summary>
    public static Action<string> Warn { get; set; } = message => Console.Error.WriteLine($"warning: {message}");

    /// <summary>
    /// Where callbacks and progress bars print what Keras prints: text with its line ends, to the console, unless set.
    /// </summary>
    public static Action<string> Print { get; set; } = static text =>
    {
        Console.Out.Write(text);
        Console.Out.Flush();
    };

    /// <summary>Sets the seed of the models made from now on: weights, shuffles and dropout follow from it. <c>keras.utils.set_random_seed</c>.</summary>
    public static void SetRandomSeed(long seed) => RandomSeed.Global = seed;
}
