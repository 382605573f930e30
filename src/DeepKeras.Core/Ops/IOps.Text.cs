namespace DeepKeras.Operations;

/// <summary>
/// Operations on text. Engines never see them (<see cref="HostStages"/>), so an interpreter that has none of its own refuses them here by name
/// rather than at compile time.
/// </summary>
internal partial interface IOps<T>
{
    T TextOf(T x) => throw Refused(nameof(TextOf));

    T TextHash(T x, TextHash op) => throw Refused(nameof(TextHash));

    T CrossedHash(ReadOnlySpan<T> x, long buckets) => throw Refused(nameof(CrossedHash));

    T TextTokens(T x, TextTokens op) => throw Refused(nameof(TextTokens));

    T TableLookup(T x, LookupTable table) => throw Refused($"{nameof(TableLookup)} of {table.Place}");

    T Required(T condition, T x, string message) => throw Refused(nameof(Required));

    private static NotSupportedException Refused(string operation) =>
        new($"{operation}: this is computed on the host, as layers of text and look-ups are, and cannot be written in this format; export the model that takes its results.");
}
