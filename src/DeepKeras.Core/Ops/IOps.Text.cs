namespace DeepKeras.Operations;

internal partial interface IOps<T>
{
    T TextOf(T x);

    T TextHash(T x, TextHash op);

    T CrossedHash(ReadOnlySpan<T> x, long buckets);

    T TextTokens(T x, TextTokens op);

    T TableLookup(T x, LookupTable table);
}
