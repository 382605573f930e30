namespace DeepKeras;

/// <summary>What a training went through: for each name a number an epoch. After <c>keras.callbacks.History</c>.</summary>
public sealed class History
{
    private readonly Dictionary<string, List<float>> series = new(StringComparer.Ordinal);
    private readonly List<int> epochs = [];

    /// <summary>The epochs' numbers, from 0.</summary>
    public IReadOnlyList<int> Epochs => epochs;

    /// <summary>The names, such as <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>.</summary>
    public IReadOnlyCollection<string> Names => series.Keys;

    /// <summary>A number an epoch in which it was there.</summary>
    /// <exception cref="ArgumentException">There is no such name; the message lists them.</exception>
    public IReadOnlyList<float> this[string name] => series.TryGetValue(name, out List<float>? values) ? values
        : throw new ArgumentException(NameSuggestion.Unknown("series of the history", name, [.. series.Keys]), nameof(name));

    /// <summary>Whether there is a series of that name.</summary>
    public bool Contains(string name) => series.ContainsKey(name);

    internal void Add(int epoch, IReadOnlyDictionary<string, float> logs)
    {
        epochs.Add(epoch);
        foreach ((string name, float value) in logs)
        {
            if (!series.TryGetValue(name, out List<float>? values))
            {
                series.Add(name, values = []);
            }

            values.Add(value);
        }
    }
}
