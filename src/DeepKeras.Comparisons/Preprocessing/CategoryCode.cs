using DeepKeras.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>A column of categories: one float for each category seen, an optional <c>(other)</c>, and an indicator where values were missing.</summary>
internal sealed class CategoryCode : ColumnCode
{
    private readonly Dictionary<string, int> places;
    private readonly int commonest;
    private readonly int other;
    private readonly int indicator;

    private CategoryCode(int column, IReadOnlyList<string> names, Dictionary<string, int> places, int commonest, int other, int indicator)
        : base(column, names)
    {
        this.places = places;
        this.commonest = commonest;
        this.other = other;
        this.indicator = indicator;
    }

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
        var names = kept.Select(category => $"{column.Name}={category}").ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < kept.Length; i++)
        {
            places[kept[i]] = i;
        }

        int other = -1, indicator = -1;
        if (crowded)
        {
            other = names.Count;
            names.Add($"{column.Name}=(other)");
        }

        if (missing && options.MissingIndicators)
        {
            indicator = names.Count;
            names.Add($"{column.Name} is missing");
        }

        return new CategoryCode(index, names, places, places.GetValueOrDefault(byCount[0], other), other, indicator);
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
