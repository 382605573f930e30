namespace DeepKeras.Layers;

/// <summary>The changes among which RandAugment and AugMix draw.</summary>
internal static class ImageChanges
{
    /// <param name="factor">How strong they are, 0 to 1.</param>
    /// <param name="interpolation">How pixels of moved images come from the old ones.</param>
    /// <param name="range">The least and the largest value of a pixel.</param>
    /// <param name="draws">The random numbers.</param>
    /// <param name="colours">Whether brightness, colour, contrast and sharpness are among them.</param>
    public static Func<Tensor, Tensor>[] All(FactorRange factor, Interpolation interpolation, ValueRange range, Draws draws, bool colours)
    {
        ImageAugmentation[] moving =
        [
            new RandomShear(factor, factor, interpolation),
            new RandomTranslation(factor, factor, interpolation: interpolation),
            new RandomRotation(factor, interpolation: interpolation),
        ];
        ImageAugmentation[] colouring = !colours ? [] :
        [
            new RandomBrightness(factor, range),
            new RandomColorDegeneration(factor, range),
            new RandomContrast(factor, range),
            new RandomSharpness(factor, range),
        ];
        ImageAugmentation[] shading =
        [
            new RandomPosterization(Math.Max(1, (int)(8 * factor.Upper)), range),
            new Solarization(factor, factor, range),
            new Equalization(range),
        ];
        var contrast = new AutoContrast(range);
        return [.. moving.Concat(colouring).Concat(shading).Select(layer => (Func<Tensor, Tensor>)(images => layer.Augment(images, draws))), contrast.Spread];
    }

    /// <summary>The change of a number, which is drawn; with another number, none.</summary>
    public static Tensor One(Tensor images, Func<Tensor, Tensor>[] changes, Tensor number)
    {
        Tensor result = images;
        for (int i = 0; i < changes.Length; i++)
        {
            result = Ops.Where(Ops.Equal(number, i), changes[i](images), result);
        }

        return result;
    }
}
