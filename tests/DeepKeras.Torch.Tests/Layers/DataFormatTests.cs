using DeepKeras.Layers;
using static DeepKeras.DataFormat;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

/// <summary>Where the channels stand changes the order of the axes and nothing else; an image alone is a batch of one.</summary>
internal sealed class DataFormatTests
{
    private static readonly ValueRange Unit = (0, 1);

    private static IEnumerable<TestCaseData> Convolutions() => Named(
        format => new Conv2DTranspose(4, (3, 2), strides: (2, 1), padding: Padding.Same, dataFormat: format),
        format => new Conv2DTranspose(4, 2, strides: 3, outputPadding: 2, dataFormat: format),
        format => new Conv2DTranspose(4, 3, dilationRate: 2, dataFormat: format),
        format => new DepthwiseConv2D((2, 3), strides: 2, padding: Padding.Same, depthMultiplier: 2, dataFormat: format),
        format => new SeparableConv2D(5, 3, dilationRate: 2, dataFormat: format),
        format => new AdaptiveAveragePooling2D((4, 3), format),
        format => new AdaptiveMaxPooling2D((4, 3), format),
        format => new Conv2D(6, 3, groups: 3, dilationRate: 2, dataFormat: format));

    private static IEnumerable<TestCaseData> Images() => Named(
        format => new Resizing(5, 4, Interpolation.Lanczos3, antialias: true, dataFormat: format),
        format => new Resizing(5, 4, Interpolation.Bicubic, cropToAspectRatio: true, dataFormat: format),
        format => new Resizing(9, 4, padToAspectRatio: true, fillValue: 0.3, dataFormat: format),
        format => new CenterCrop(4, 11, format),
        format => new RandomFlip(dataFormat: format),
        format => new RandomCrop(4, 5, dataFormat: format),
        format => new RandomTranslation(0.4, 0.2, FillMode.Wrap, dataFormat: format),
        format => new RandomZoom(0.4, 0.2, FillMode.Constant, fillValue: 0.7, dataFormat: format),
        format => new RandomRotation(0.4, FillMode.Nearest, Interpolation.Nearest, dataFormat: format),
        format => new RandomShear(0.4, 0.2, dataFormat: format),
        format => new RandomPerspective((1, 1), dataFormat: format),
        format => new RandomContrast(0.5, Unit, dataFormat: format),
        format => new RandomHue(0.5, Unit, dataFormat: format),
        format => new RandomSaturation(0.5, Unit, dataFormat: format),
        format => new RandomSharpness(0.5, Unit, dataFormat: format),
        format => new RandomErasing((1, 1), fillValue: new[] { 0.1, 0.2, 0.3 }, valueRange: Unit, dataFormat: format),
        format => new RandomGaussianBlur((1, 1), (3, 5), valueRange: Unit, dataFormat: format),
        format => new Equalization(Unit, 32, format),
        format => new ContrastLimitedAdaptiveHistogramEqualization(Unit, 2, (3, 2), format));

    [TestCaseSource(nameof(Convolutions)), TestCaseSource(nameof(Images))]
    public void Channels_first_gives_the_same_in_another_order(Func<DataFormat, Layer> make)
    {
        Layer last = make(ChannelsLast);
        Layer first = make(ChannelsFirst);
        HostArray images = Pixels(3, 8, 7, 3);
        double[] expected = Ordered(Train(last, images), 0, 3, 1, 2);
        first.EnsureBuilt([[Shape.Unknown, 3, 8, 7]]);
        first.SetWeights(last.GetWeights());
        HostArray result = Train(first, HostArray.Of<float>([.. Ordered(images, 0, 3, 1, 2).Select(value => (float)value)], [3, 3, 8, 7]));
        Assert.That(result.Values(), Is.EqualTo(expected).Within(1e-5));
    }

    [TestCaseSource(nameof(Images))]
    public void An_image_alone_is_a_batch_of_one(Func<DataFormat, Layer> make)
    {
        HostArray images = Pixels(1, 8, 7, 3);
        HostArray alone = Train(Fixed(make), images.Reshaped([8, 7, 3]));
        HostArray batch = Train(Fixed(make), images);
        Assert.That(alone.Shape, Is.EqualTo(batch.Shape[1..]));
        Assert.That(alone.Values(), Is.EqualTo(batch.Values()).Within(1e-6));
    }

    private static Layer Fixed(Func<DataFormat, Layer> make) => make(ChannelsLast);

    private static IEnumerable<TestCaseData> Named(params Func<DataFormat, Layer>[] makers) =>
        makers.Select((make, i) => new TestCaseData(make).SetArgDisplayNames($"{make(ChannelsLast).GetType().Name} {i}"));

    private static HostArray Pixels(params int[] shape)
    {
        var images = new HostArray(DType.Float32, shape);
        for (int i = 0; i < images.Elements; i++)
        {
            images[i] = ((i * 7919) % 1009) / 1009.0;
        }

        return images;
    }

    private static double[] Ordered(HostArray x, params int[] axes)
    {
        var result = new double[x.Elements];
        int[] strides = [x.Shape[1] * x.Shape[2] * x.Shape[3], x.Shape[2] * x.Shape[3], x.Shape[3], 1];
        int at = 0;
        for (int a = 0; a < x.Shape[axes[0]]; a++)
        {
            for (int b = 0; b < x.Shape[axes[1]]; b++)
            {
                for (int c = 0; c < x.Shape[axes[2]]; c++)
                {
                    for (int d = 0; d < x.Shape[axes[3]]; d++)
                    {
                        result[at++] = x[(a * strides[axes[0]]) + (b * strides[axes[1]]) + (c * strides[axes[2]]) + (d * strides[axes[3]])];
                    }
                }
            }
        }

        return result;
    }
}
