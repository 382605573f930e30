namespace DeepKeras.Data;

/// <summary>Arrays in order, or by name.</summary>
/// <param name="Names">A name for each; null: they are in the model's order.</param>
/// <param name="Arrays">The arrays; null where there is none.</param>
internal sealed record NamedArrays(IReadOnlyList<string>? Names, IReadOnlyList<DataArray?> Arrays)
{
    public static NamedArrays Of(IReadOnlyDictionary<string, DataArray> arrays) => new([.. arrays.Keys], [.. arrays.Values]);

    /// <summary>The arrays with what they are called, for messages.</summary>
    public IEnumerable<(string What, DataArray Array)> Named(string kind)
    {
        for (int i = 0; i < Arrays.Count; i++)
        {
            if (Arrays[i] is { } array)
            {
                yield return (Names is null ? Arrays.Count > 1 ? $"{kind}[{i}]" : kind : $"{kind}[\"{Names[i]}\"]", array);
            }
        }
    }

    /// <summary>The arrays in the order of names.</summary>
    /// <param name="names">The model's names.</param>
    /// <param name="what">What they are, for messages: <c>input</c> or <c>output</c>.</param>
    /// <exception cref="ArgumentException">A name of an array is not among them.</exception>
    public IReadOnlyList<DataArray?> InOrder(IReadOnlyList<string> names, string what)
    {
        if (Names is null)
        {
            return Arrays;
        }

        foreach (string name in Names)
        {
            if (!names.Contains(name))
            {
                throw new ArgumentException(NameSuggestion.Unknown(what, name, names));
            }
        }

        var ordered = new DataArray?[names.Count];
        for (int i = 0; i < Names.Count; i++)
        {
            for (int k = 0; k < names.Count; k++)
            {
                if (names[k] == Names[i])
                {
                    ordered[k] = Arrays[i];
                }
            }
        }

        return ordered;
    }

    public NamedArrays Take(IReadOnlyList<int> rows) => this with { Arrays = [.. Arrays.Select(array => array?.Take(rows))] };

    public NamedArrays Slice(int start, int end) => this with { Arrays = [.. Arrays.Select(array => array?.Slice(start, end))] };
}
