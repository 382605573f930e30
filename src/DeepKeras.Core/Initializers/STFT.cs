using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>
/// The kernel whose convolution is a short-time Fourier transform: (frame length, 1, bins), where bins is half the transform's length, plus 1.
/// After <c>keras.initializers.STFT</c>.
/// </summary>
/// <param name="side">The real or the imaginary part.</param>
/// <param name="window">The frame's weights; null: none.</param>
/// <param name="scaling">What the kernel is divided by, if there is a window; null: nothing.</param>
/// <param name="periodic">Whether the window repeats, rather than being symmetric.</param>
[KerasAlias("STFTInitializer")]
public sealed partial class STFT(
    SpectrumSide side = SpectrumSide.Real,
    SpectralWindow? window = SpectralWindow.Hann,
    SpectrumScaling? scaling = SpectrumScaling.Density,
    bool periodic = false) : Initializer
{
    /// <exception cref="ShapeException">The weight is not of shape (frame length, channels, bins).</exception>
    internal override void Fill(HostArray array, ulong seed)
    {
        if (array.Shape.Rank != 3)
        {
            throw new ShapeException($"the STFT initializer makes kernels of shape (frame length, channels, bins), got {array.Shape}.");
        }

        (int frame, int channels, int bins) = (array.Shape[0], array.Shape[1], array.Shape[2]);
        double[]? weights = Window is SpectralWindow given ? SpectralWindows.Values(given, frame, Periodic) : null;
        double divisor = weights is null ? 1 : Scaling switch
        {
            SpectrumScaling.Density => Math.Sqrt(weights.Sum(w => w * w)),
            SpectrumScaling.Spectrum => weights.Sum(Math.Abs),
            _ => 1,
        };
        for (int time = 0; time < frame; time++)
        {
            for (int bin = 0; bin < bins; bin++)
            {
                double angle = -2 * Math.PI * time * bin / Math.Max(1, (bins - 1) * 2);
                double wave = Side == SpectrumSide.Real ? Math.Cos(angle) : Math.Sin(angle);
                double value = wave * (weights?[time] ?? 1) / divisor;
                for (int channel = 0; channel < channels; channel++)
                {
                    array[((((long)time * channels) + channel) * bins) + bin] = value;
                }
            }
        }
    }
}
