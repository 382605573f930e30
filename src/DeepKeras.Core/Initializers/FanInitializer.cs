namespace DeepKeras.Initializers;

/// <summary>Values whose variance follows from the numbers of inputs and outputs, so that signals keep their size through the layers.</summary>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="inputAxes">The axes whose sizes make the number of inputs; null: by the rule for kernels.</param>
/// <param name="outputAxes">The axes whose sizes make the number of outputs; both lists are given or none is used.</param>
public abstract partial class FanInitializer(long? seed, IReadOnlyList<int>? inputAxes, IReadOnlyList<int>? outputAxes) : RandomInitializer(seed)
{
    /// <summary>The standard deviation of a normal distribution cut at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private IReadOnlyList<int>? givenInputs;
    private IReadOnlyList<int>? givenOutputs;

    /// <summary>The same initializer for a weight whose axes a layer knows better than the rule for kernels.</summary>
    internal FanInitializer WithAxes(IReadOnlyList<int> inputs, IReadOnlyList<int> outputs)
    {
        var copy = (FanInitializer)MemberwiseClone();
        (copy.givenInputs, copy.givenOutputs) = (inputs, outputs);
        return copy;
    }

    /// <summary>Fills with mean 0 and variance <paramref name="scale"/> / fan.</summary>
    private protected void Draw(HostArray array, ulong key, double scale, FanMode mode, ScalingDistribution distribution)
    {
        (double fanIn, double fanOut) = Fans(array.Shape);
        double fan = mode switch
        {
            FanMode.FanIn => fanIn,
            FanMode.FanOut => fanOut,
            _ => (fanIn + fanOut) / 2,
        };
        double deviation = Math.Sqrt(scale / Math.Max(1, fan));
        double limit = Math.Sqrt(3) * deviation;
        Distribution drawn = distribution switch
        {
            ScalingDistribution.Uniform => Distribution.Uniform(-limit, limit),
            ScalingDistribution.UntruncatedNormal => Distribution.Normal(0, deviation),
            _ => Distribution.TruncatedNormal(0, deviation / TruncatedDeviation),
        };
        drawn.Fill(array, key);
    }

    /// <summary>The numbers of inputs and outputs of a weight's units: for a kernel of rank above 2 both are multiplied by its window.</summary>
    private (double In, double Out) Fans(Shape shape)
    {
        if ((givenInputs ?? InputAxes) is { } inputs && (givenOutputs ?? OutputAxes) is { } outputs)
        {
            return (Product(inputs), Product(outputs));
        }

        if (shape.Rank < 2)
        {
            double size = shape.Rank == 0 ? 1 : shape[0];
            return (size, size);
        }

        double window = Product(Enumerable.Range(0, shape.Rank - 2));
        return (shape[^2] * window, shape[^1] * window);

        double Product(IEnumerable<int> axes) => axes.Aggregate(1.0, (product, axis) => product * shape[shape.Axis(axis)]);
    }
}
