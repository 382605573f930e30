using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Optimizers;
using DeepKeras.Training;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

/// <summary>Augmentations change images while training only, as their settings say, and follow from seed and step alone.</summary>
internal sealed class AugmentationTests
{
    private static readonly ValueRange Unit = (0, 1);

    private static IEnumerable<TestCaseData> All() => new Layer[]
    {
        new RandomFlip(), new RandomCrop(5, 6), new RandomTranslation(0.3, 0.3), new RandomZoom(0.3), new RandomRotation(0.2), new RandomShear(0.4, 0.4), new RandomPerspective((1, 1)),
        new RandomBrightness(0.4, Unit), new RandomContrast(0.6, Unit), new RandomHue(0.6, Unit), new RandomSaturation(0.7, Unit), new RandomSharpness((0.6, 1), Unit),
        new RandomColorDegeneration(0.6, Unit), new RandomGrayscale(), new RandomInvert((0.5, 0.5), Unit), new RandomPosterization((1, 5), Unit), new Solarization((0, 0.5), (0, 0.8), Unit),
        new RandomErasing((1, 1), valueRange: Unit), new RandomGaussianBlur((1, 1), 3, (0.4, 1), Unit), new RandomElasticTransform((1, 1), (1, 1), valueRange: Unit),
        new RandomColorJitter(Unit, 0.3, 0.3, 0.3, 0.3), new RandAugment(Unit, 3), new AugMix(Unit), new MixUp(0.5), new CutMix(),
    }.Select(layer => new TestCaseData(layer).SetName($"{layer.GetType().Name}_follows_from_seed_and_step"));

    [TestCaseSource(nameof(All))]
    public void Follows_from_seed_and_step(Layer layer)
    {
        HostArray images = Images(6, 9, 8);
        double[] first = Train(layer, images, step: 3).Values();
        Assert.That(first, Is.All.InRange(-1e-5, 1 + 1e-5));
        Assert.That(Train(layer, images, step: 3).Values(), Is.EqualTo(first));
        Assert.That(Enumerable.Range(4, 6).Any(step => !Train(layer, images, step).Values().SequenceEqual(first)), "another step draws anew");
        Assert.That(Infer(layer, images).Values(), Is.EqualTo(images.Values()), "images pass out of training");
    }

    [Test]
    public void A_flip_gives_the_image_or_its_mirror_picture_each_about_half_of_the_time()
    {
        HostArray images = Images(200, 3, 4);
        double[] result = Train(new RandomFlip(FlipMode.Horizontal), images).Values();
        int flipped = 0;
        for (int i = 0; i < 200; i++)
        {
            bool same = Enumerable.Range(0, 36).All(at => result[(i * 36) + at] == images[(i * 36) + at]);
            bool mirrored = Enumerable.Range(0, 36).All(at => result[(i * 36) + at] == images[(i * 36) + (at / 12 * 12) + ((3 - (at / 3 % 4)) * 3) + (at % 3)]);
            Assert.That(same || mirrored);
            flipped += mirrored ? 1 : 0;
        }

        Assert.That(flipped, Is.InRange(70, 130));
    }

    [Test]
    public void Models_are_built_for_the_size_that_a_random_crop_makes()
    {
        Shape made = [Shape.Unknown, 4, 5, 3];
        Assert.That(new RandomCrop(4, 5).ComputeOutputShape([Shape.Unknown, 9, 8, 3]), Is.EqualTo(made));
        Assert.That(new RandomCrop(4, 5).ComputeOutputShape([Shape.Unknown, Shape.Unknown, Shape.Unknown, 3]), Is.EqualTo(made));
    }

    [Test]
    public void A_crop_is_a_part_of_the_image()
    {
        HostArray images = Images(1, 9, 8);
        double[] part = Train(new RandomCrop(4, 5), images, step: 2).Values();
        bool found = Enumerable.Range(0, 6).Any(top => Enumerable.Range(0, 4).Any(left =>
            Enumerable.Range(0, 4 * 5 * 3).All(i => part[i] == images[((((top + (i / 15)) * 8) + left + (i / 3 % 5)) * 3) + (i % 3)])));
        Assert.That(found);
    }

    private static IEnumerable<TestCaseData> Neutral() => new (string Name, Layer Layer)[]
    {
        ("a shear of 0", new RandomShear(0.0, 0.0)), ("a perspective that moves nothing", new RandomPerspective((1, 1), scale: 0)), ("a contrast of 1", new RandomContrast((0, 0), Unit)),
        ("a hue turned by nothing", new RandomHue((0, 0), Unit)), ("a sharpness of one half", new RandomSharpness((0.5, 0.5), Unit)), ("a saturation of one half", new RandomSaturation((0.5, 0.5), Unit)),
        ("erasing that never happens", new RandomErasing((0, 0), valueRange: Unit)), ("a blur that never happens", new RandomGaussianBlur((0, 0), valueRange: Unit)),
        ("a blur of no width", new RandomGaussianBlur((1, 1), 5, (0, 0), Unit)), ("a picture that never becomes grey", new RandomGrayscale(0)), ("inverting that never happens", new RandomInvert((0, 0), Unit)),
    }.Select(pair => new TestCaseData(pair.Layer).SetName($"{pair.Name.Replace(' ', '_')}_leaves_the_image"));

    [TestCaseSource(nameof(Neutral))]
    public void Leaves_the_image(Layer layer)
    {
        HostArray images = Images(4, 6, 5);
        Assert.That(Train(layer, images).Values(), Is.EqualTo(images.Values()).Within(3e-6));
    }

    [Test]
    public void Inverting_that_always_happens_gives_the_negative() =>
        Assert.That(Train(new RandomInvert((1, 1), Unit), Images(2, 3, 3)).Values(), Is.EqualTo(Images(2, 3, 3).Values().Select(value => 1 - value)).Within(1e-6));

    [Test]
    public void A_picture_that_becomes_grey_has_equal_channels_of_the_brightness()
    {
        double[] before = Images(2, 3, 3).Values();
        double[] grey = Train(new RandomGrayscale(1), Images(2, 3, 3)).Values();
        for (int i = 0; i < grey.Length; i += 3)
        {
            double brightness = (0.2989 * before[i]) + (0.587 * before[i + 1]) + (0.114 * before[i + 2]);
            Assert.That(grey[i..(i + 3)], Is.All.EqualTo(brightness).Within(1e-6));
        }
    }

    [Test]
    public void One_bit_a_value_leaves_0_and_128()
    {
        double[] values = Train(new RandomPosterization((1, 1)), HostArray.Of<float>([0, 1, 127, 128, 200, 255, 3, 129, 90, 60, 250, 130], [1, 2, 2, 3])).Values();
        Assert.That(values, Is.EqualTo(new double[] { 0, 0, 0, 128, 128, 128, 0, 128, 0, 0, 128, 128 }));
    }

    [Test]
    public void Half_a_turn_of_the_hue_makes_red_cyan()
    {
        double[] values = Train(new RandomHue((1, 1), Unit), HostArray.Of<float>([1, 0, 0], [1, 1, 1, 3])).Values();
        Assert.That(values, Is.EqualTo(new double[] { 0, 1, 1 }).Within(1e-6));
    }

    [Test]
    public void Erasing_everything_leaves_the_value_it_is_filled_with() =>
        Assert.That(Train(new RandomErasing((1, 1), (1, 1), 0.25, Unit), Images(3, 4, 5)).Values(), Is.All.EqualTo(0.25));

    [Test]
    public void Shares_of_a_mixture_are_those_of_the_beta_distribution()
    {
        // Images of one value i mixed with images of one value: the share's variance shows in what is kept of the differences.
        const int Count = 2000;
        var images = new HostArray(DType.Float32, [Count, 1, 1, 1]);
        for (int i = 0; i < Count; i++)
        {
            images[i] = i % 2;
        }

        double[] mixed = Train(new MixUp(0.5), images).Values();
        double[] shares = [.. mixed.Where(value => value is > 1e-6 and < 1 - 1e-6)];

        // Beta(½, ½) has mean ½ and variance 1/8; of pairs of one value the share cannot be told.
        Assert.That(shares.Length, Is.InRange(850, 1150));
        Assert.That(shares.Average(), Is.EqualTo(0.5).Within(0.05));
        Assert.That(shares.Average(value => (value - 0.5) * (value - 0.5)), Is.EqualTo(0.125).Within(0.012));
    }

    [Test]
    public void A_perspective_keeps_the_first_corner()
    {
        HostArray images = Images(8, 6, 6);
        HostArray result = Train(new RandomPerspective((1, 1), scale: 0.5), images);
        for (int i = 0; i < 8; i++)
        {
            Assert.That(result[i * 108], Is.EqualTo(images[i * 108]).Within(1e-5));
        }

        Assert.That(result.Values(), Is.Not.EqualTo(images.Values()).Within(1e-3));
    }

    [TestCase(false), TestCase(true)]
    public void A_model_trains_through_augmentations(bool afterWeights)
    {
        Keras.SetRandomSeed(3);
        using Sequential model = Sequential.Create([8, 8, 3]);
        if (afterWeights)
        {
            model.Add(new Conv2D(3, 1, activation: "sigmoid"));
        }

        model.Add(new RandomFlip());
        model.Add(new RandomRotation(0.1));
        model.Add(new RandAugment(Unit, 1));
        model.Add(new Conv2D(4, 3, activation: "relu"));
        model.Add(new GlobalAveragePooling2D());
        model.Add(new Dense(1, "sigmoid"));
        model.Compile(new Adam(0.05f), new BinaryCrossentropy());

        // Dark and bright images.
        var images = new HostArray(DType.Float32, [16, 8, 8, 3]);
        for (int i = 0; i < images.Elements; i++)
        {
            images[i] = (i / 192 % 2 == 0 ? 0.1 : 0.6) + (i * 7919 % 101 / 400.0);
        }

        float[] labels = [.. Enumerable.Range(0, 16).Select(i => (float)(i % 2))];
        model.Fit((new DataArray(images), (DataArray)labels), new FitOptions { Epochs = 25, BatchSize = 16 });
        Assert.That(model.Predict(new DataArray(images)).ToFloats().Select(p => p > 0.5f ? 1f : 0f), Is.EqualTo(labels));
    }

    private static HostArray Images(int count, int height, int width)
    {
        var images = new HostArray(DType.Float32, [count, height, width, 3]);
        for (int i = 0; i < images.Elements; i++)
        {
            images[i] = ((i * 7919) % 1009) / 1009.0;
        }

        return images;
    }
}
