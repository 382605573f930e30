using DeepKeras.Layers;

namespace DeepKeras.Tests;

/// <summary>A layer that Keras's cases leave out where it predicts, with what it must give: its definition there is simple.</summary>
internal sealed record LayerSample(Func<Layer> Make, HostArray Input, HostArray Expected)
{
    private static readonly HostArray Image = HostArray.Of<float>([.. Enumerable.Range(0, 16).Select(i => i * 15f)], [1, 4, 4, 1]);

    /// <summary>A function of the user's; and augmentations, which leave an image as it is where nothing is trained.</summary>
    public static IEnumerable<LayerSample> All { get; } =
    [
        new(() => new Lambda(x => (x * 2) + 1), HostArray.Of<float>([1, -2, 3], [1, 3]), HostArray.Of<float>([3, -3, 7], [1, 3])),
        new(() => new RandomShear(0.5, 0.5), Image, Image),
        new(() => new RandomCrop(4, 4), Image, Image),
        new(() => new Solarization(0.5), Image, Image),
        new(() => new Equalization(), Image, Image),
    ];

    public string Name => Make().GetType().Name;

    /// <summary>The layer's call with every size but the batch known.</summary>
    public (Tensor Input, Tensor Output) Trace()
    {
        Layer layer = Make();
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        Tensor input = new InputNode("input_0", new(Input.Type, Input.Shape.With(0, Shape.Unknown))).Output;
        return (input, layer.Run([input], trace, null)[0]);
    }

    public void Compare(HostArray result)
    {
        Assert.That(result.Shape, Is.EqualTo(Expected.Shape));
        for (long i = 0; i < Expected.Elements; i++)
        {
            Assert.That(result[i], Is.EqualTo(Expected[i]).Within(1e-5), $"element {i}");
        }
    }
}
