namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Numbers => new(StringComparer.Ordinal)
    {
        ["SegmentSum"] = Segments(Ops.SegmentSum), ["SegmentMax"] = Segments(Ops.SegmentMax), ["SegmentMin"] = Segments(Ops.SegmentMin), ["SegmentProd"] = Segments(Ops.SegmentProd),
        ["ExtractSequences"] = o => { (int length, int stride) = (o.Count("sequence_length"), o.Count("sequence_stride")); return x => [Ops.ExtractSequences(x[0], length, stride)]; },
        ["FFT"] = _ => x => Ops.Fft(Pair(x)) is var (real, imag) ? [real, imag] : [],
        ["FFT2"] = _ => x => Ops.Fft2(Pair(x)) is var (real, imag) ? [real, imag] : [],
        ["IFFT2"] = _ => x => Ops.Ifft2(Pair(x)) is var (real, imag) ? [real, imag] : [],
        ["RFFT"] = o => { int? length = o.CountOrNull("fft_length"); return x => Ops.Rfft(x[0], length) is var (real, imag) ? [real, imag] : []; },
        ["IRFFT"] = o => { int? length = o.CountOrNull("fft_length"); return x => [Ops.Irfft(Pair(x), length)]; },
        ["STFT"] = o =>
        {
            (int length, int stride, int size, string? window, bool center) = (o.Count("sequence_length"), o.Count("sequence_stride"), o.Count("fft_length"), o.Take("window")?.AsString(), o.Flag("center", true));
            return x => Ops.Stft(x[0], length, stride, size, window, center) is var (real, imag) ? [real, imag] : [];
        },
        ["ISTFT"] = o =>
        {
            (int length, int stride, int size, string? window, bool center) = (o.Count("sequence_length"), o.Count("sequence_stride"), o.Count("fft_length"), o.Take("window")?.AsString(), o.Flag("center", true));
            int? whole = o.IntOrNull("length");
            return x => [Ops.Istft(Pair(x), length, stride, size, whole, window, center)];
        },
        ["Trapezoid"] = o => { (double dx, int axis) = (o.Number("dx", 1), o.Int("axis", -1)); o.OnlyNull("x"); return x => [Ops.Trapezoid(x[0], null, dx, axis)]; },
        ["Bincount"] = o => { int least = o.CountOrNull("minlength") ?? 0; o.OnlyNull("weights"); o.Ignore("sparse"); return x => [Ops.Bincount(x[0], null, least)]; },
        ["Corrcoef"] = Of(Ops.Corrcoef),
        ["Correlate"] = o => { string mode = o.Text("mode", "valid"); return x => [Ops.Correlate(x[0], x[1], mode)]; },
    };

    private static (Tensor Real, Tensor Imag) Pair(Operands x) => x.List(0) is [var real, var imag] ? (real, imag) : throw new ShapeException("expected a real and an imaginary part.");

    private static OperationReader Segments(Func<Tensor, Tensor, int?, bool, Tensor> compute) => o =>
    {
        (int? count, bool sorted) = (o.IntOrNull("num_segments"), o.Flag("sorted"));
        return x => [compute(x[0], x[1], count, sorted)];
    };
}
