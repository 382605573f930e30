using DeepKeras.Operations;

namespace DeepKeras;

// Complex numbers are pairs of tensors: real and imaginary part.
public static partial class Ops
{
    /// <summary>The discrete Fourier transform along the last axis.</summary>
    /// <param name="x">Real and imaginary part.</param>
    public static (Tensor Real, Tensor Imag) Fft((Tensor Real, Tensor Imag) x) => Transformed(x, inverse: false);

    /// <summary>The inverse of <see cref="Fft"/>.</summary>
    /// <param name="x">Real and imaginary part.</param>
    public static (Tensor Real, Tensor Imag) Ifft((Tensor Real, Tensor Imag) x) => Transformed(x, inverse: true);

    /// <summary>The discrete Fourier transform along the last two axes.</summary>
    /// <param name="x">Real and imaginary part.</param>
    public static (Tensor Real, Tensor Imag) Fft2((Tensor Real, Tensor Imag) x) => Transformed2(x, inverse: false);

    /// <summary>The inverse of <see cref="Fft2"/>.</summary>
    /// <param name="x">Real and imaginary part.</param>
    public static (Tensor Real, Tensor Imag) Ifft2((Tensor Real, Tensor Imag) x) => Transformed2(x, inverse: true);

    /// <summary>The discrete Fourier transform of real numbers along the last axis: the first n / 2 + 1 of its n numbers, which determine the rest.</summary>
    /// <param name="x">Real numbers.</param>
    /// <param name="fftLength">The last axis is cut or filled up with zeros to this length n; null: it stays.</param>
    public static (Tensor Real, Tensor Imag) Rfft(Tensor x, int? fftLength = null)
    {
        x = Lengthened(Factored(x), fftLength ?? LastSize(x));
        (Tensor real, Tensor imaginary) = Fft((x, ZerosLike(x)));
        int kept = (LastSize(x) / 2) + 1;
        return (Slice(real, -1, 0, kept), Slice(imaginary, -1, 0, kept));
    }

    /// <summary>The inverse of <see cref="Rfft"/>.</summary>
    /// <param name="x">Real and imaginary part of the first n / 2 + 1 numbers.</param>
    /// <param name="fftLength">The length n of the result; null: twice the last axis, less 2.</param>
    public static Tensor Irfft((Tensor Real, Tensor Imag) x, int? fftLength = null)
    {
        (Tensor real, Tensor imaginary) = PairOf(x);
        int length = fftLength ?? (2 * (LastSize(real) - 1));
        int known = (length / 2) + 1;
        (real, imaginary) = (Lengthened(real, known), Lengthened(imaginary, known));

        // The numbers of negative frequencies are the conjugates of those of positive ones.
        int mirrored = (length - 1) / 2;
        Tensor Back(Tensor part) => Flip(Slice(part, -1, 1, mirrored + 1), -1);
        Tensor wholeReal = mirrored == 0 ? real : Concatenate([real, Back(real)], -1);
        Tensor wholeImaginary = mirrored == 0 ? imaginary : Concatenate([imaginary, -Back(imaginary)], -1);
        return Slice(Ifft((wholeReal, wholeImaginary)).Real, -1, 0, length);
    }

    /// <summary>Pieces of a sequence along the last axis, which may overlap: (…, pieces, length). What does not fill a piece is left out.</summary>
    /// <param name="x">(…, time).</param>
    /// <param name="sequenceLength">The length of a piece.</param>
    /// <param name="sequenceStride">From the start of one to the start of the next.</param>
    public static Tensor ExtractSequences(Tensor x, int sequenceLength, int sequenceStride)
    {
        int pieces = Math.Max(0, ((LastSize(x) - sequenceLength) / sequenceStride) + 1);
        int[] places = new int[pieces * sequenceLength];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = (i / sequenceLength * sequenceStride) + (i % sequenceLength);
        }

        return Take(x, Constant((ReadOnlySpan<int>)places, [pieces, sequenceLength]), -1);
    }

    /// <summary>The Fourier transforms of overlapping pieces of a sequence, each faded in and out by a window: (…, pieces, fftLength / 2 + 1).</summary>
    /// <param name="x">(…, time), real.</param>
    /// <param name="sequenceLength">The length of a piece.</param>
    /// <param name="sequenceStride">From the start of one to the start of the next.</param>
    /// <param name="fftLength">The length of the transform, at least that of a piece, which stands in its middle.</param>
    /// <param name="window"><c>hann</c>, <c>hamming</c>, or null for none.</param>
    /// <param name="center">Whether each piece lies around its place: the sequence is mirrored by fftLength / 2 at both ends.</param>
    public static (Tensor Real, Tensor Imag) Stft(Tensor x, int sequenceLength, int sequenceStride, int fftLength, string? window = "hann", bool center = true) =>
        Stft(x, sequenceLength, sequenceStride, fftLength, Window(window, sequenceLength, x.DType), center);

    /// <summary>The Fourier transforms of overlapping pieces of a sequence, each times a window: (…, pieces, fftLength / 2 + 1).</summary>
    /// <param name="x">(…, time), real.</param>
    /// <param name="sequenceLength">The length of a piece.</param>
    /// <param name="sequenceStride">From the start of one to the start of the next.</param>
    /// <param name="fftLength">The length of the transform, at least that of a piece, which stands in its middle.</param>
    /// <param name="window">As many numbers as a piece has; null: none.</param>
    /// <param name="center">Whether each piece lies around its place: the sequence is mirrored by fftLength / 2 at both ends.</param>
    public static (Tensor Real, Tensor Imag) Stft(Tensor x, int sequenceLength, int sequenceStride, int fftLength, Tensor? window, bool center = true)
    {
        x = Factored(x);
        if (center)
        {
            int[] pads = new int[2 * x.Shape.Rank];
            pads[^1] = pads[^2] = fftLength / 2;
            x = Emit(new Pad(pads, PadMode.Reflect, 0), x);
        }

        Tensor pieces = ExtractSequences(x, fftLength, sequenceStride);
        return Rfft(window is null ? pieces : pieces * Centered(window, sequenceLength, fftLength, x.DType));
    }

    /// <summary>The sequence whose <see cref="Stft(Tensor, int, int, int, string?, bool)"/> it is.</summary>
    /// <param name="x">Real and imaginary part, (…, pieces, fftLength / 2 + 1).</param>
    /// <param name="sequenceLength">The length of a piece.</param>
    /// <param name="sequenceStride">From the start of one to the start of the next.</param>
    /// <param name="fftLength">The length of the transform.</param>
    /// <param name="length">The length of the result at most; null: all of it.</param>
    /// <param name="window"><c>hann</c>, <c>hamming</c>, or null for none.</param>
    /// <param name="center">Whether the pieces lay around their places, so that fftLength / 2 is cut at both ends.</param>
    public static Tensor Istft((Tensor Real, Tensor Imag) x, int sequenceLength, int sequenceStride, int fftLength, int? length = null, string? window = "hann", bool center = true) =>
        Istft(x, sequenceLength, sequenceStride, fftLength, length, Window(window, sequenceLength, x.Real.DType), center);

    /// <summary>The sequence whose <see cref="Stft(Tensor, int, int, int, Tensor?, bool)"/> it is.</summary>
    /// <param name="x">Real and imaginary part, (…, pieces, fftLength / 2 + 1).</param>
    /// <param name="sequenceLength">The length of a piece.</param>
    /// <param name="sequenceStride">From the start of one to the start of the next.</param>
    /// <param name="fftLength">The length of the transform.</param>
    /// <param name="length">The length of the result at most; null: all of it.</param>
    /// <param name="window">As many numbers as a piece has; null: none.</param>
    /// <param name="center">Whether the pieces lay around their places, so that fftLength / 2 is cut at both ends.</param>
    public static Tensor Istft((Tensor Real, Tensor Imag) x, int sequenceLength, int sequenceStride, int fftLength, int? length, Tensor? window, bool center = true)
    {
        Tensor pieces = Irfft(x, fftLength);
        if (window is not null)
        {
            // Where the squares of the windows overlap, their sum is divided out.
            Tensor whole = Centered(window, sequenceLength, fftLength, pieces.DType);
            int overlaps = (fftLength + sequenceStride - 1) / sequenceStride;
            Tensor squares = Reshape(Pad(Square(whole), [(0, (overlaps * sequenceStride) - fftLength)]), overlaps, sequenceStride);
            Tensor sums = Reshape(Tile(Sum(squares, [0], keepDims: true), overlaps, 1), -1);
            pieces *= whole / Slice(sums, 0, 0, fftLength);
        }

        Tensor line = OverlapAdd(pieces, sequenceStride);
        int start = center ? fftLength / 2 : 0;
        int end = LastSize(line) - start;
        return Slice(line, -1, start, length is int wanted ? start + wanted : end);
    }

    /// <summary>Pieces (…, pieces, length) put down so far apart, and added where they overlap: (…, time).</summary>
    internal static Tensor OverlapAdd(Tensor pieces, int stride)
    {
        int rank = pieces.Shape.Rank;
        (int count, int length) = (pieces.Shape[^2], pieces.Shape[^1]);
        if (count < 0 || length < 0)
        {
            throw new ShapeException($"pieces that overlap must be of known number and length; got shape {pieces.Shape}.");
        }

        int[] places = new int[count * length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = (i / length * stride) + (i % length);
        }

        int total = count == 0 ? 0 : ((count - 1) * stride) + length;
        Tensor first = Transpose(pieces, [rank - 2, rank - 1, .. Enumerable.Range(0, rank - 2)]);
        Tensor rows = Reshape(first, [count * length, .. Enumerable.Range(2, rank - 2).Select(ReshapeDims.Copy)]);
        return Moved(SegmentSum(rows, Constant((ReadOnlySpan<int>)places), total), 0, -1);
    }

    private static (Tensor Real, Tensor Imag) Transformed((Tensor Real, Tensor Imag) x, bool inverse)
    {
        (Tensor real, Tensor imaginary) = PairOf(x);
        Tensor[] results = EmitAll(new Fft(inverse), real, imaginary);
        return (results[0], results[1]);
    }

    private static (Tensor Real, Tensor Imag) Transformed2((Tensor Real, Tensor Imag) x, bool inverse)
    {
        (Tensor real, Tensor imaginary) = Transformed(x, inverse);
        (real, imaginary) = Transformed((Moved(real, -2, -1), Moved(imaginary, -2, -1)), inverse);
        return (Moved(real, -2, -1), Moved(imaginary, -2, -1));
    }

    private static (Tensor Real, Tensor Imag) PairOf((Tensor Real, Tensor Imag) x) => Unify(Factored(x.Real), Factored(x.Imag));

    /// <summary>The last axis cut, or filled up with zeros.</summary>
    private static Tensor Lengthened(Tensor x, int length)
    {
        int size = LastSize(x);
        return size == length ? x : size > length ? Slice(x, -1, 0, length)
            : Pad(x, [.. Enumerable.Repeat((0, 0), x.Shape.Rank - 1), (0, length - size)]);
    }

    private static int LastSize(Tensor x) => x.Shape.Rank > 0 && x.Shape[^1] >= 0 ? x.Shape[^1]
        : throw new ShapeException($"the size of the last axis must be known; got shape {x.Shape}.");

    /// <summary>A window of a name. One of odd length is symmetric, one of even length periodic, as TensorFlow makes them.</summary>
    private static Tensor? Window(string? name, int length, DType type)
    {
        if (name is null)
        {
            return null;
        }

        double mean = name switch
        {
            "hann" => 0.5,
            "hamming" => 0.54,
            _ => throw new ArgumentException($"window: expected hann, hamming or null, got {name}."),
        };
        double period = length % 2 == 0 ? length : length - 1;
        var values = new HostArray(type == DType.Float64 ? type : DType.Float32, [length]);
        for (int i = 0; i < length; i++)
        {
            values[i] = length == 1 ? 1 : mean - ((1 - mean) * Math.Cos(2 * Math.PI * i / period));
        }

        return Constant(values);
    }

    private static Tensor Centered(Tensor window, int length, int fftLength, DType type)
    {
        if (length > fftLength || !window.Shape.IsCompatibleWith([length]))
        {
            throw new ArgumentException($"a transform of length {fftLength} takes pieces of at most as many numbers, and a window of as many as a piece has; got pieces of {length} and a window of shape {window.Shape}.");
        }

        int before = (fftLength - length) / 2;
        return Pad(Cast(window, type), [(before, fftLength - length - before)]);
    }
}
