namespace DeepKeras.Operations;

internal partial interface IOps<T>
{
    T Cholesky(T x, bool required);

    (T Sign, T Log) LogDeterminant(T x);

    T Solve(T a, T b);

    T TriangularSolve(T a, T b, bool lower);

    (T Q, T R) Qr(T x, bool complete);

    (T U, T S, T V) Svd(T x, bool full);

    (T Values, T Vectors) Eigh(T x);

    (T Real, T Imaginary, T RealVectors, T ImaginaryVectors) Eig(T x);

    (T Factors, T Rows) Lu(T x);

    (T Real, T Imaginary) Fft(T real, T imaginary, bool inverse);
}
