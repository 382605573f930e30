using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Pixels as (height, width, channels), divided by the largest one of the training part; a missing pixel is 0.</summary>
internal sealed class ImagePart(IReadOnlyList<int> shape, float largest) : DeepEncoderPart
{
    public IReadOnlyList<int> Shape => shape;

    public float Largest => largest;

    public override DeepInput Input { get; } = new(DeepInputKind.Image, "image", [.. shape]);

    public static ImagePart Fit(Dataset training, IReadOnlyList<int> shape)
    {
        float largest = 0;
        foreach (Column pixel in training.Features)
        {
            foreach (float value in pixel.Numbers)
            {
                largest = Math.Abs(value) > largest ? Math.Abs(value) : largest;
            }
        }

        return new ImagePart(shape, largest > 0 ? largest : 1);
    }

    public override DataArray Transform(Dataset rows)
    {
        int width = rows.Features.Count;
        var pixels = new float[rows.Rows * width];
        for (int column = 0; column < width; column++)
        {
            ReadOnlySpan<float> values = rows.Features[column].Numbers;
            for (int row = 0; row < values.Length; row++)
            {
                pixels[(row * width) + column] = float.IsNaN(values[row]) ? 0 : values[row] / largest;
            }
        }

        return new(pixels, [rows.Rows, .. shape]);
    }
}
