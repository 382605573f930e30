using System.Globalization;

namespace DeepKeras.Data;

/// <summary>How a column's values are to be kept.</summary>
internal enum CsvStorage
{
    /// <summary>As numbers while they are numbers; what they are is known at the end.</summary>
    Infer,

    /// <summary>As numbers; anything else is an error.</summary>
    Numbers,

    /// <summary>As numbers; anything else is a missing value.</summary>
    NumbersOrMissing,

    /// <summary>As strings.</summary>
    Strings,
}

/// <summary>Collects one column of a CSV file, and what is needed to tell what it holds.</summary>
internal sealed class CsvColumnBuilder(string name, CsvStorage storage, bool required, string file, CsvOptions options)
{
    private const int PoolLimit = 1 << 16;
    private const float ExactIntegers = 1 << 24;

    private readonly string[] missing = [.. options.MissingValues];
    private readonly bool missingNumbers = options.MissingValues.Any(token => CsvNumber.TryParse(token, options.DecimalSeparator, out _));
    private readonly HashSet<string> pool = new(StringComparer.Ordinal);
    private bool asStrings = storage == CsvStorage.Strings;
    private float[] numbers = [];
    private string?[] strings = [];
    private int offenderLine;
    private string offender = "";
    private int commaLine;
    private string commaNumber = "";
    private int commaCount;
    private bool consecutive = true;

    public string Name => name;

    public int Rows { get; private set; }

    public int MissingCount { get; private set; }

    public int NumberCount { get; private set; }

    public int OtherCount { get; private set; }

    /// <summary>Whether values were kept as strings.</summary>
    public bool HoldsStrings => asStrings;

    /// <summary>The different strings, up to the limit of the pool.</summary>
    public IReadOnlyCollection<string> Distinct => pool;

    /// <summary>Whether a whole number was so large that floats no longer hold every one exactly.</summary>
    public bool Rounded { get; private set; }

    /// <summary>Whether the numbers count the rows: each is one more than the last.</summary>
    public bool CountsRows => consecutive && NumberCount == Rows && Rows > 2;

    public void Append(ReadOnlySpan<char> text, bool quoted, int line)
    {
        if (text.IsEmpty || (!quoted && (asStrings || missingNumbers) && IsMissing(text)))
        {
            AppendMissing(text, line);
            return;
        }

        bool isNumber = false;
        float value = float.NaN;
        if (storage != CsvStorage.Strings)
        {
            isNumber = CsvNumber.TryParse(text, options.DecimalSeparator, out value);
            if (!isNumber)
            {
                if (!quoted && !asStrings && IsMissing(text))
                {
                    AppendMissing(text, line);
                    return;
                }

                NoteOther(text, line);
            }
        }

        // The first value that is there decides how the column is kept.
        if (!isNumber && storage == CsvStorage.Infer && NumberCount == 0 && OtherCount == 1)
        {
            asStrings = true;
            strings = new string?[Math.Max(Rows, 16)];
            numbers = [];
        }

        if (isNumber)
        {
            NumberCount++;
        }

        if (asStrings)
        {
            AddString(Intern(text));
        }
        else
        {
            AddNumber(isNumber ? value + 0f : float.NaN);
        }
    }

    /// <summary>A number that was never text; NaN is a missing value.</summary>
    public void AppendNumber(float value, int line)
    {
        if (float.IsNaN(value))
        {
            AppendMissing("NaN", line);
            return;
        }

        if (!float.IsFinite(value))
        {
            throw new DataException($"expected a finite number, got {value.ToString(CultureInfo.InvariantCulture)}.", file, line, name);
        }

        NumberCount++;
        AddNumber(value + 0f);
    }

    /// <summary>What the column has to be read again as, or null when it stands as it is.</summary>
    public CsvStorage? ReadAgainAs()
    {
        if (storage != CsvStorage.Infer || OtherCount == 0)
        {
            return null;
        }

        if (commaCount > 0 && NumberCount + commaCount > OtherCount - commaCount)
        {
            throw new DataException(
                $"\"{commaNumber}\" is a number with a comma; write the fraction after a point and no sign between thousands, set {nameof(CsvOptions.DecimalSeparator)} to ',', or name the column as one of categories or text.",
                file,
                commaLine,
                name);
        }

        if (NumberCount > OtherCount)
        {
            if (options.Mixed == MixedColumns.Missing && !required)
            {
                return CsvStorage.NumbersOrMissing;
            }

            if (options.Mixed != MixedColumns.Strings)
            {
                throw new DataException($"expected a number as in {NumberCount} of the column's {NumberCount + OtherCount} values, got \"{offender}\" (mixed types).", file, offenderLine, name);
            }
        }

        return asStrings ? null : CsvStorage.Strings;
    }

    /// <summary>What a person should know about how the column was read.</summary>
    public IEnumerable<string> Warnings()
    {
        if (storage == CsvStorage.NumbersOrMissing && OtherCount > 0)
        {
            yield return $"column \"{name}\": {OtherCount} of {NumberCount + OtherCount} values are no numbers and count as missing, the first is \"{offender}\" on line {offenderLine}.";
        }
    }

    public float[] TakeNumbers() => Take(ref numbers, Rows);

    public string?[] TakeStrings() => Take(ref strings, Rows);

    public ReadOnlySpan<float> Numbers => numbers.AsSpan(0, Rows);

    public ReadOnlySpan<string?> Strings => strings.AsSpan(0, Rows);

    private bool IsMissing(ReadOnlySpan<char> text)
    {
        foreach (string token in missing)
        {
            if (text.SequenceEqual(token))
            {
                return true;
            }
        }

        return false;
    }

    private void AppendMissing(ReadOnlySpan<char> text, int line)
    {
        if (required)
        {
            throw new DataException($"a value is missing here ({(text.IsEmpty ? "empty" : $"\"{text}\"")}); every row needs one.", file, line, name);
        }

        MissingCount++;
        if (asStrings)
        {
            AddString(null);
        }
        else
        {
            AddNumber(float.NaN);
        }
    }

    private void NoteOther(ReadOnlySpan<char> text, int line)
    {
        if (storage == CsvStorage.Numbers)
        {
            throw new DataException($"expected a number, got \"{Shorten(text)}\".", file, line, name);
        }

        if (OtherCount++ == 0)
        {
            offenderLine = line;
            offender = Shorten(text);
        }

        if (options.DecimalSeparator == '.' && text.Contains(',') && CsvNumber.TryParse(text, ',', out _) && commaCount++ == 0)
        {
            commaLine = line;
            commaNumber = Shorten(text);
        }
    }

    private void AddNumber(float value)
    {
        Grow(ref numbers, Rows);
        Rounded |= Math.Abs(value) >= ExactIntegers && float.IsInteger(value);
        consecutive &= Rows == 0 ? float.IsInteger(value) : value == numbers[Rows - 1] + 1;
        numbers[Rows++] = value;
    }

    private void AddString(string? value)
    {
        Grow(ref strings, Rows);
        strings[Rows++] = value;
    }

    private string Intern(ReadOnlySpan<char> text)
    {
        var lookup = pool.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out string? known))
        {
            return known;
        }

        string value = text.ToString();
        if (pool.Count < PoolLimit)
        {
            pool.Add(value);
        }

        return value;
    }

    private string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..37]}...";

    private static void Grow<T>(ref T[] values, int count)
    {
        if (count == values.Length)
        {
            Array.Resize(ref values, Math.Max(16, count * 2));
        }
    }

    private static T[] Take<T>(ref T[] values, int count)
    {
        T[] taken = values;
        values = [];
        Array.Resize(ref taken, count);
        return taken;
    }
}
