namespace DeepKeras.Operations;

/// <summary>
/// A table from keys to values that does not change: texts or int64 numbers to int64 numbers or texts. A key that is not there gives the
/// default value, or an error where there is none.
/// </summary>
internal sealed class LookupTable
{
    private readonly Dictionary<string, int>? texts;
    private readonly Dictionary<long, int>? numbers;

    /// <param name="keys">A vector of texts or int64, each once.</param>
    /// <param name="values">A vector of as many texts or int64.</param>
    /// <param name="missing">The default, a scalar of the values' type; null: a key that is not there is an error.</param>
    /// <param name="place">Whose table it is, for messages.</param>
    public LookupTable(HostArray keys, HostArray values, HostArray? missing, string place)
    {
        (Keys, Values, Default, Place) = (keys, values, missing, place);
        if (keys.Type == DType.String)
        {
            texts = new(StringComparer.Ordinal);
            for (int i = 0; i < keys.Elements; i++)
            {
                texts.Add(keys.Texts[i], i);
            }
        }
        else
        {
            numbers = [];
            for (int i = 0; i < keys.Elements; i++)
            {
                numbers.Add(keys.As<long>()[i], i);
            }
        }
    }

    public HostArray Keys { get; }

    public HostArray Values { get; }

    public HostArray? Default { get; }

    public string Place { get; }

    public DType KeyType => Keys.Type;

    public DType ValueType => Values.Type;

    /// <summary>The values of keys.</summary>
    /// <exception cref="ArgumentException">A key is not there, and there is no default.</exception>
    public HostArray Find(HostArray keys)
    {
        var result = new HostArray(ValueType, keys.Shape);
        for (int i = 0; i < keys.Elements; i++)
        {
            int place = texts is not null ? texts.GetValueOrDefault(keys.Texts[i], -1) : numbers!.GetValueOrDefault(keys.As<long>()[i], -1);
            if (place < 0 && Default is null)
            {
                throw new ArgumentException($"{Place}: {(texts is not null ? $"\"{keys.Texts[i]}\"" : keys.As<long>()[i])} is not in the vocabulary, and there is no index for what is not: num_oov_indices is 0.");
            }

            result.CopyFrom(place < 0 ? Default! : Values, Math.Max(place, 0), i, 1);
        }

        return result;
    }
}
