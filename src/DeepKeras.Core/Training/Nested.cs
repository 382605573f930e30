namespace DeepKeras.Training;

/// <summary>What Keras's <c>compile</c> takes: one thing for all outputs, a list, or things by the outputs' names.</summary>
internal sealed class Nested<T>
    where T : class
{
    private Nested()
    {
    }

    /// <summary>The one thing.</summary>
    public T? Leaf { get; private init; }

    /// <summary>The list.</summary>
    public IReadOnlyList<Nested<T>?>? List { get; private init; }

    /// <summary>The things by name.</summary>
    public IReadOnlyDictionary<string, Nested<T>?>? Named { get; private init; }

    /// <summary>Every leaf, in order.</summary>
    public IEnumerable<T> Leaves =>
        Leaf is not null ? [Leaf] : (List ?? [.. Named!.Values]).SelectMany(item => item?.Leaves ?? []);

    public static Nested<T>? Of(T? leaf) => leaf is null ? null : new() { Leaf = leaf };

    public static Nested<T>? Of(IReadOnlyList<T?>? list) => list is null ? null : new() { List = [.. list.Select(Of)] };

    public static Nested<T>? Of(IReadOnlyList<IReadOnlyList<T>?>? lists) => lists is null ? null : new() { List = [.. lists.Select(list => Of((IReadOnlyList<T?>?)list))] };

    public static Nested<T>? Of(IReadOnlyDictionary<string, T?>? named) =>
        named is null ? null : new() { Named = named.ToDictionary(pair => pair.Key, pair => Of(pair.Value)) };

    public static Nested<T>? Of(IReadOnlyDictionary<string, IReadOnlyList<T>>? named) =>
        named is null ? null : new() { Named = named.ToDictionary(pair => pair.Key, pair => Of((IReadOnlyList<T?>?)pair.Value)) };

    public static Nested<T>? Of(IReadOnlyList<Nested<T>?> list) => new() { List = list };

    public static Nested<T>? Of(IReadOnlyDictionary<string, Nested<T>?> named) => new() { Named = named };

    /// <summary>An entry for each output: a single thing goes for all.</summary>
    /// <exception cref="ArgumentException">A list of another length, or a name that is no output's.</exception>
    public Nested<T>?[] PerOutput(IReadOnlyList<string> outputs, string what, bool all)
    {
        if (Leaf is not null)
        {
            return [.. outputs.Select(_ => this)];
        }

        if (List is not null)
        {
            return List.Count == outputs.Count ? [.. List]
                : throw new ArgumentException($"{what}: expected one entry for each of the outputs {string.Join(", ", outputs)}, got {List.Count}.");
        }

        if (Named!.Keys.FirstOrDefault(key => !outputs.Contains(key)) is { } unknown)
        {
            throw new ArgumentException($"{what}: {NameSuggestion.Unknown("output", unknown, outputs)}");
        }

        if (all && outputs.FirstOrDefault(output => !Named.ContainsKey(output)) is { } absent)
        {
            throw new ArgumentException($"{what}: the output \"{absent}\" has no entry; give null where there is to be none.");
        }

        return [.. outputs.Select(output => Named.GetValueOrDefault(output))];
    }
}
