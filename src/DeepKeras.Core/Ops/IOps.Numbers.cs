namespace DeepKeras.Operations;

internal partial interface IOps<T>
{
    T ViewAsReal(T x);

    T ViewAsComplex(T x);

    T Bitcast(T x, DType type);

    T NonZero(T x);

    T CountTo(T count);
}
