using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The frequencies in frames of a signal, (batch, steps, channels) to (batch, frames, channels · frequencies), by convolution with kernels that
/// start as Fourier's and may be trained. After <c>keras.layers.STFTSpectrogram</c>.
/// </summary>
/// <param name="mode">What the spectrogram holds of each frequency.</param>
/// <param name="frameLength">The steps of a frame, 1 or more.</param>
/// <param name="frameStep">How far apart frames begin, at most their length; null: half of it.</param>
/// <param name="fftLength">The length of the transform, at least a frame's; null: the next power of 2.</param>
/// <param name="window">How a frame is weighted; null: evenly.</param>
/// <param name="periodic">Whether the window repeats, rather than being symmetric.</param>
/// <param name="scaling">What is made alike for all windows; null: nothing.</param>
/// <param name="padding">What a frame sees beyond the ends.</param>
/// <param name="expandDims">Whether channels and frequencies are axes of their own: (batch, frames, frequencies, channels).</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class STFTSpectrogram(
    SpectrogramMode mode = SpectrogramMode.Log,
    int frameLength = 256,
    int? frameStep = null,
    int? fftLength = null,
    SpectralWindow? window = SpectralWindow.Hann,
    bool periodic = false,
    SpectrumScaling? scaling = SpectrumScaling.Density,
    Padding padding = Padding.Valid,
    bool expandDims = false,
    DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    private const double Epsilon = 1e-7;
    private Variable? realKernel;
    private Variable? imagKernel;

    /// <summary>The steps of a frame.</summary>
    public int FrameLength { get; } = Hyperparameter.AtLeast(1, frameLength);

    /// <summary>How far apart frames begin.</summary>
    public int? FrameStep { get; } = frameStep is null || (frameStep >= 1 && frameStep <= frameLength) ? frameStep
        : throw new ArgumentException($"frame_step: expected 1 to frame_length {frameLength}, got {frameStep}.");

    /// <summary>The length of the transform.</summary>
    public int? FftLength { get; } = fftLength is null || fftLength >= frameLength ? fftLength
        : throw new ArgumentException($"fft_length: expected at least frame_length {frameLength}, got {fftLength}.");

    /// <summary>What a frame sees beyond the ends.</summary>
    public Padding Padding { get; } = WindowRules.NotCausal(padding);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        DataFormat.Channels(input, 1);
        int length = FftLength ?? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)FrameLength);
        Shape shape = [FrameLength, 1, (length / 2) + 1];
        realKernel = Mode == SpectrogramMode.Imag ? null : AddWeight("real_kernel", shape, new STFT(SpectrumSide.Real, Window, Scaling, Periodic));
        imagKernel = Mode == SpectrogramMode.Real ? null : AddWeight("imag_kernel", shape, new STFT(SpectrumSide.Imaginary, Window, Scaling, Periodic));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor? real = realKernel is null ? null : Frames(x, realKernel);
        Tensor? imag = imagKernel is null ? null : Frames(x, imagKernel);
        if (Mode is SpectrogramMode.Real or SpectrogramMode.Imag or SpectrogramMode.Angle or SpectrogramMode.Stft)
        {
            return Placed(Mode switch
            {
                SpectrogramMode.Real => real!,
                SpectrogramMode.Imag => imag!,
                SpectrogramMode.Angle => Ops.Atan2(imag!, real!),
                _ => Ops.Concatenate([real!, imag!], 3),
            });
        }

        Tensor power = Ops.Square(real!) + Ops.Square(imag!);
        if (Mode == SpectrogramMode.Psd)
        {
            return Placed(power + Ops.Pad(Ops.Slice(power, 3, 1, -1), [(0, 0), (0, 0), (0, 0), (1, 1)]));
        }

        Tensor magnitude = Placed(Ops.Sqrt(Ops.Maximum(power, Epsilon)));
        return Mode == SpectrogramMode.Magnitude ? magnitude : Ops.Log(Ops.Maximum(magnitude, Epsilon));
    }

    /// <summary>(batch, channels, frames, frequencies).</summary>
    private Tensor Frames(Tensor x, Variable kernel)
    {
        Tensor lines = DataFormat == DataFormat.ChannelsLast ? Ops.Transpose(x, 0, 2, 1) : x;
        int channels = lines.Shape[1];
        Tensor each = Ops.Reshape(lines, ReshapeDims.Rest, lines.Shape[2] >= 0 ? lines.Shape[2] : ReshapeDims.Copy(2), 1);
        var conv = new Conv(new[] { FrameStep ?? Math.Max(1, FrameLength / 2) }, new[] { 1 }, WindowRules.Pads(Padding, [FrameLength], [1]), 1);
        return Ops.Reshape(Ops.Emit(conv, each, kernel), ReshapeDims.Rest, channels, ReshapeDims.Copy(1), kernel.Shape[2]);
    }

    private Tensor Placed(Tensor x)
    {
        if (ExpandDims)
        {
            return DataFormat == DataFormat.ChannelsLast ? Ops.Transpose(x, 0, 2, 3, 1) : x;
        }

        int features = x.Shape[1] * x.Shape[3];
        Tensor lines = Ops.Transpose(x, 0, 2, 1, 3);
        Tensor rows = Ops.Reshape(lines, ReshapeDims.Copy(0), ReshapeDims.Copy(1), features);
        return DataFormat == DataFormat.ChannelsLast ? rows : Ops.Transpose(rows, 0, 2, 1);
    }
}
