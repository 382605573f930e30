namespace DeepKeras.Initializers;

/// <summary>The values of windows, as <c>scipy.signal.get_window</c> gives them (Harris, On the use of windows for harmonic analysis, 1978).</summary>
internal static class SpectralWindows
{
    /// <summary>The window's values.</summary>
    /// <param name="window">The window.</param>
    /// <param name="length">How many.</param>
    /// <param name="periodic">Whether the window repeats (for spectra), rather than being symmetric (for filters).</param>
    public static double[] Values(SpectralWindow window, int length, bool periodic)
    {
        double[] values = new double[length];
        int period = periodic ? length : length - 1;
        for (int i = 0; i < length; i++)
        {
            values[i] = length == 1 ? 1 : window switch
            {
                SpectralWindow.Bartlett => 1 - Math.Abs((2.0 * i / period) - 1),
                SpectralWindow.Cosine => Math.Sin(Math.PI * (i + 0.5) / (period + 1)),
                _ => CosineSum(Coefficients(window), 2 * Math.PI * i / period),
            };
        }

        return values;
    }

    private static double CosineSum(ReadOnlySpan<double> coefficients, double angle)
    {
        double sum = 0;
        for (int k = 0; k < coefficients.Length; k++)
        {
            sum += (k % 2 == 0 ? 1 : -1) * coefficients[k] * Math.Cos(k * angle);
        }

        return sum;
    }

    private static double[] Coefficients(SpectralWindow window) => window switch
    {
        SpectralWindow.Hann => [0.5, 0.5],
        SpectralWindow.Hamming => [0.54, 0.46],
        SpectralWindow.Blackman => [0.42, 0.5, 0.08],
        SpectralWindow.BlackmanHarris => [0.35875, 0.48829, 0.14128, 0.01168],
        SpectralWindow.Nuttall => [0.3635819, 0.4891775, 0.1365995, 0.0106411],
        SpectralWindow.FlatTop => [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
        _ => [1],
    };
}
