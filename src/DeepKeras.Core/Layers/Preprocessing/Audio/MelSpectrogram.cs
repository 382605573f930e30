using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// How strong bands of frequencies are in frames of a signal, as people hear them: (batch, steps) or (steps) to (batch, bands, frames). After
/// <c>keras.layers.MelSpectrogram</c>.
/// </summary>
/// <param name="fftLength">The length of the Fourier transform, 2 or more.</param>
/// <param name="sequenceStride">How far apart frames begin, 1 or more.</param>
/// <param name="sequenceLength">The steps of a frame that count, at most <paramref name="fftLength"/>; null: all.</param>
/// <param name="window">How a frame is weighted: hann or hamming; null: evenly.</param>
/// <param name="samplingRate">The signal's steps a second.</param>
/// <param name="numMelBins">The number of bands, 1 or more.</param>
/// <param name="minFreq">Where the lowest band begins, in Hertz.</param>
/// <param name="maxFreq">Where the highest band ends, in Hertz; null: half the sampling rate.</param>
/// <param name="powerToDb">Whether the power is in decibels.</param>
/// <param name="topDb">How many decibels below the loudest the weakest counts.</param>
/// <param name="magExp">The power of the magnitude: 1 for energy, 2 for power.</param>
/// <param name="minPower">What is at least taken for the power.</param>
/// <param name="refPower">The power of 0 decibels.</param>
public sealed partial class MelSpectrogram(
    int fftLength = 2048,
    int sequenceStride = 512,
    int? sequenceLength = null,
    SpectralWindow? window = SpectralWindow.Hann,
    int samplingRate = 16000,
    int numMelBins = 128,
    double minFreq = 20.0,
    double? maxFreq = null,
    bool powerToDb = true,
    double topDb = 80.0,
    double magExp = 2.0,
    double minPower = 1e-10,
    double refPower = 1.0) : Layer
{
    private const float BreakFrequency = 700;
    private const float HighFrequency = 1127;

    /// <summary>The length of the Fourier transform.</summary>
    public int FftLength { get; } = Hyperparameter.AtLeast(2, fftLength);

    /// <summary>How far apart frames begin.</summary>
    public int SequenceStride { get; } = Hyperparameter.AtLeast(1, sequenceStride);

    /// <summary>The steps of a frame that count.</summary>
    public int SequenceLength { get; } = sequenceLength is null || sequenceLength <= fftLength ? sequenceLength ?? fftLength
        : throw new ArgumentException($"sequence_length: expected at most fft_length {fftLength}, got {sequenceLength}.");

    /// <summary>How a frame is weighted.</summary>
    public SpectralWindow? Window { get; } = window is null or SpectralWindow.Hann or SpectralWindow.Hamming ? window
        : throw new ArgumentException($"window: expected hann or hamming, got {window}.");

    /// <summary>The number of bands.</summary>
    public int NumMelBins { get; } = Hyperparameter.AtLeast(1, numMelBins);

    /// <summary>Where the highest band ends, in Hertz.</summary>
    public double MaxFreq { get; } = maxFreq ?? samplingRate / 2;

    private int Bins => (FftLength / 2) + 1;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank is not (1 or 2))
        {
            throw new ShapeException($"expected a signal (steps), or a batch of them, got {input}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        DType type = DType.ComputeDType == DeepKeras.DType.Float64 ? DeepKeras.DType.Float64 : DeepKeras.DType.Float32;
        bool single = x.Shape.Rank == 1;
        Tensor signal = Ops.Cast(single ? Ops.ExpandDims(x, 0) : x, type);
        Tensor wider = Ops.Emit(new Pad(new[] { 0, 0, FftLength / 2, FftLength / 2 }, PadMode.Reflect, 0), signal);
        var frames = new Conv(new[] { SequenceStride }, new[] { 1 }, new[] { 0, 0 }, 1);
        Tensor waves = Ops.Emit(frames, Ops.ExpandDims(wider, -1), Ops.Cast(Ops.Constant(Waves(), [FftLength, 1, 2 * Bins]), type));
        Tensor strength = Ops.Power(Ops.Sqrt(Ops.Square(Ops.Slice(waves, 2, 0, Bins)) + Ops.Square(Ops.Slice(waves, 2, Bins))), MagExp);
        Tensor bands = Ops.MatMul(strength, Ops.Cast(Ops.Constant(Bands(), [Bins, NumMelBins]), type));
        if (PowerToDb)
        {
            double reference = 10 * Math.Log10(Math.Max(Math.Abs(RefPower), MinPower));
            bands = (10 / Math.Log(10) * Ops.Log(Ops.Maximum(bands, MinPower))) - reference;
            bands = Ops.Maximum(bands, Ops.Max(bands) - TopDb);
        }

        Tensor result = Ops.Cast(Ops.Transpose(bands, 0, 2, 1), DType.ComputeDType);
        return single ? Ops.Squeeze(result, 0) : result;
    }

    /// <summary>The weighted cosines, and after them the weighted sines: a Fourier transform as a kernel of a convolution.</summary>
    private float[] Waves()
    {
        int before = (FftLength - SequenceLength) / 2;
        double[] weights = new double[FftLength];
        double[]? shape = Window is SpectralWindow given ? SpectralWindows.Values(given, SequenceLength, periodic: true) : null;
        for (int i = 0; i < FftLength; i++)
        {
            int at = i - before;
            weights[i] = shape is null ? 1 : at >= 0 && at < SequenceLength ? shape[at] : 0;
        }

        float[] waves = new float[FftLength * 2 * Bins];
        for (int i = 0; i < FftLength; i++)
        {
            for (int bin = 0; bin < Bins; bin++)
            {
                double angle = 2 * Math.PI * ((long)i * bin % FftLength) / FftLength;
                waves[(i * 2 * Bins) + bin] = (float)(weights[i] * Math.Cos(angle));
                waves[(i * 2 * Bins) + Bins + bin] = (float)(-weights[i] * Math.Sin(angle));
            }
        }

        return waves;
    }

    /// <summary>
    /// How much of each frequency each band takes: triangles over the mel scale, with the first frequency left out; in float32, as Keras computes
    /// them.
    /// </summary>
    private float[] Bands()
    {
        float[] edges = Spread(Mel((float)MinFreq), Mel((float)MaxFreq), NumMelBins + 2);
        float[] hertz = Spread(0, SamplingRate / 2f, Bins);
        float[] weights = new float[Bins * NumMelBins];
        for (int bin = 1; bin < Bins; bin++)
        {
            float mel = Mel(hertz[bin]);
            for (int band = 0; band < NumMelBins; band++)
            {
                float rising = (mel - edges[band]) / (edges[band + 1] - edges[band]);
                float falling = (edges[band + 2] - mel) / (edges[band + 2] - edges[band + 1]);
                weights[(bin * NumMelBins) + band] = Math.Max(0, Math.Min(rising, falling));
            }
        }

        return weights;
    }

    private static float[] Spread(float low, float high, int count)
    {
        float step = (high - low) / (count - 1);
        return [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? high : low + (step * i))];
    }

    private static float Mel(float hertz) => HighFrequency * MathF.Log(1 + (hertz / BreakFrequency));
}
