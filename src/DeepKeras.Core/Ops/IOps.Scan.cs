namespace DeepKeras.Operations;

internal partial interface IOps<T>
{
    /// <summary>A loop: see <see cref="Operations.Scan"/>. <see cref="ScanBody.Run{T}"/> does one step of it with any interpreter.</summary>
    void Scan(ReadOnlySpan<T> x, Scan op, Span<T> y);

    /// <summary>A loop: see <see cref="Operations.While"/>.</summary>
    void While(ReadOnlySpan<T> x, While op, Span<T> y);
}
