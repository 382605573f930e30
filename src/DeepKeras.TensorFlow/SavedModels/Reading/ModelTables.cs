using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>The look-up tables of a model by name, as its init operation fills them.</summary>
internal sealed class ModelTables
{
    private readonly Dictionary<string, (HostArray Keys, HostArray Values)> filled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DType Keys, DType Values)> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LookupTable>> tables = new(StringComparer.Ordinal);

    /// <summary>Says of what types a table is.</summary>
    public void Declare(string name, DType keys, DType values) => types[name] = (keys, values);

    /// <summary>The types of a table's keys and values.</summary>
    public (DType Keys, DType Values)? TypesOf(string name) => types.TryGetValue(name, out (DType, DType) found) ? found : null;

    public bool Contains(string name) => filled.ContainsKey(name);

    /// <summary>Fills a table; one that is filled already stays as it is, as TensorFlow's do.</summary>
    /// <exception cref="ArgumentException">A key is there twice, with different values.</exception>
    public void Fill(string name, HostArray keys, HostArray values)
    {
        if (filled.ContainsKey(name))
        {
            return;
        }

        if (keys.Elements != values.Elements || keys.Type is not (DType.String or DType.Int64) || values.Type is not (DType.String or DType.Int64))
        {
            throw new ArgumentException($"expected as many values as keys, each text or int64, got {keys.Elements} of {keys.Type.KerasName()} and {values.Elements} of {values.Type.KerasName()}");
        }

        var places = new Dictionary<object, int>();
        var kept = new List<int>();
        for (int i = 0; i < keys.Elements; i++)
        {
            if (places.TryAdd(Element(keys, i), i))
            {
                kept.Add(i);
            }
            else if (!Element(values, places[Element(keys, i)]).Equals(Element(values, i)))
            {
                throw new ArgumentException($"expected keys of their own, got \"{Element(keys, i)}\" twice");
            }
        }

        filled.Add(name, (Rows(keys, kept), Rows(values, kept)));
    }

    /// <summary>How many keys a table has.</summary>
    public long Size(string name) => filled[name].Keys.Elements;

    /// <summary>A table with what it gives for keys that it lacks.</summary>
    public LookupTable Find(string name, HostArray missing)
    {
        if (!tables.TryGetValue(name, out List<LookupTable>? made))
        {
            tables.Add(name, made = []);
        }

        LookupTable? found = made.Find(table => Element(table.Default!, 0).Equals(Element(missing, 0)));
        if (found is null)
        {
            (HostArray keys, HostArray values) = filled[name];
            found = missing.Type == values.Type && missing.Elements == 1 ? new(keys, values, missing, name)
                : throw new ArgumentException($"expected one {values.Type.KerasName()} for keys that are not there, got {missing.Type.KerasName()} {missing.Shape}");
            made.Add(found);
        }

        return found;
    }

    private static object Element(HostArray array, int i) => array.Type == DType.String ? array.Texts[i] : array.As<long>()[i];

    private static HostArray Rows(HostArray array, List<int> rows)
    {
        var result = new HostArray(array.Type, [rows.Count]);
        for (int i = 0; i < rows.Count; i++)
        {
            result.CopyFrom(array, rows[i], i, 1);
        }

        return result;
    }
}
