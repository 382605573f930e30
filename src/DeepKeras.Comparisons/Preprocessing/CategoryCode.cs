using DeepKeras.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>A column of categories: one float for each category seen, an optional <c>(other)</c>, and an indicator where values were missing.</summary>
internal sealed class CategoryCode : ColumnCode
{
    private readonly Dictionary<string, int> places;
    private readonly int commonest;
    private readonly int other;
    private readonly int indicator;

    private CategoryCode(int column, IReadOnlyList<string> names, IReadOnlyList<string> categories, Dictionary<string, int> places, int commonest, int other, int indicator)
        : base(column, names)
    {
        Categories = categories;
        this.places = places;
        this.commonest = commonest;
        this.other = other;
        this.indicator = indicator;
    }

    /// <summary>The categories with a place of their own, in order.</summary>
    public IReadOnlyList<string> Categories { get; }

    public int Commonest => commonest;

    public bool HasOther => other >= 0;

    public bool HasIndicator => indicator >= 0;

    public static CategoryCode? Fit(int index, Column column, TableEncoderOptions options)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        bool missing = false;
        foreach (string? value in column.Strings)
        {
            if (value is null)
            {
                missing = true;
            }
            else
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        if (counts.Count == 0)
        {
            return null;
        }

        string[] byCount = [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
        bool crowded = byCount.Length > options.MaximumCategories;
        string[] kept = crowded ? byCount[..(options.MaximumCategories - 1)] : [.. byCount];
        Array.Sort(kept, StringComparer.Ordinal);
        int place = Array.IndexOf(kept, byCount[0]);
        return Of(index, column.Name, kept, place < 0 ? kept.Length : place, crowded, missing && options.MissingIndicators);
    }

    /// <summary>A code from what was learnt before.</summary>
    /// <param name="column">The column's place.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="categories">The categories with a place of their own, in order.</param>
    /// <param name="commonest">The place of the commonest category.</param>
    /// <param name="hasOther">Whether the rarer categories share a place, the one after the others.</param>
    /// <param name="hasIndicator">Whether a last place says that the value was missing.</param>
    public static CategoryCode Of(int column, string name, IReadOnlyList<string> categories, int commonest, bool hasOther, bool hasIndicator)
    {
        List<string> names = [.. categories.Select(category => $"{name}={category}")];
        int other = hasOther ? names.Count : -1;
        if (hasOther)
        {
            names.Add($"{name}=(other)");
        }

        int indicator = hasIndicator ? names.Count : -1;
        if (hasIndicator)
        {
            names.Add($"{name} is missing");
        }

        var places = categories.Select((category, i) => (category, i)).ToDictionary(pair => pair.category, pair => pair.i, StringComparer.Ordinal);
        return new CategoryCode(column, names, categories, places, commonest, other, indicator);
    }

    public override void Write(Column values, float[] encoded, int offset, int width)
    {
        ReadOnlySpan<string?> strings = values.Strings;
        for (int row = 0; row < strings.Length; row++)
        {
            int at = (row * width) + offset;
            string? value = strings[row];
            int place = value is null ? commonest : places.GetValueOrDefault(value, other);
            if (place >= 0)
            {
                encoded[at + place] = 1;
            }

            if (value is null && indicator >= 0)
            {
                encoded[at + indicator] = 1;
            }
        }
    }
}
