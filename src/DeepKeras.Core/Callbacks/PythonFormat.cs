using System.Globalization;
using System.Text;

namespace DeepKeras.Callbacks;

/// <summary>Numbers as Python writes them: <c>repr</c>, and the format specifications of file name templates.</summary>
internal static class PythonFormat
{
    /// <summary>The shortest digits that give the number back; <c>1.0</c>, <c>1e-07</c>, <c>1e+16</c>, <c>nan</c>.</summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return NonFinite(value);
        }

        string shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        for (int digits = 0; digits < 17; digits++)
        {
            string candidate = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == value)
            {
                shortest = candidate;
                break;
            }
        }

        int at = shortest.IndexOf('E');
        int exponent = int.Parse(shortest.AsSpan(at + 1), CultureInfo.InvariantCulture);
        if (exponent is < -4 or >= 16)
        {
            return Mantissa(shortest[..at]) + Exponent(exponent, 'e');
        }

        int decimals = Math.Max(1, shortest[..at].Count(char.IsDigit) - 1 - exponent);
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>The shortest digits that give the float32 back.</summary>
    public static string ReprShort(float value) => float.IsFinite(value) ? Repr(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : NonFinite(value);

    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number by a specification such as <c>02d</c>, <c>.4f</c>, <c>+.2e</c> or <c>,.1f</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="integral">Whether it is one of Python's integers.</param>
    /// <param name="specification">What stands after the colon; empty: <c>repr</c>.</param>
    /// <exception cref="FormatException">The specification is not known, or does not fit the number.</exception>
    public static string Format(double value, bool integral, string specification)
    {
        var spec = PythonFormatSpecification.Parse(specification, integral);
        string digits = Digits(Math.Abs(value), integral, spec);
        string sign = double.IsNegative(value) && !double.IsNaN(value) ? "-" : spec.Sign is '+' or ' ' ? $"{spec.Sign}" : "";
        int missing = Math.Max(0, spec.Width - sign.Length - digits.Length);
        return spec.Align switch
        {
            '<' => sign + digits + new string(spec.Fill, missing),
            '^' => new string(spec.Fill, missing / 2) + sign + digits + new string(spec.Fill, missing - (missing / 2)),
            '=' => sign + new string(spec.Fill, missing) + digits,
            _ => new string(spec.Fill, missing) + sign + digits,
        };
    }

    private static string Digits(double value, bool integral, PythonFormatSpecification spec)
    {
        if (!double.IsFinite(value))
        {
            return NonFinite(value);
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        int precision = spec.Precision ?? 6;
        string text = spec.Type switch
        {
            'd' => ((long)value).ToString(invariant),
            'x' => ((long)value).ToString("x", invariant),
            'X' => ((long)value).ToString("X", invariant),
            'o' => Convert.ToString((long)value, 8),
            'b' => Convert.ToString((long)value, 2),
            'f' or 'F' => value.ToString($"F{precision}", invariant),
            '%' => (value * 100).ToString($"F{precision}", invariant) + "%",
            'e' or 'E' => Scientific(value, precision, spec.Type),
            'g' or 'G' => General(value, Math.Max(1, precision), spec.Type),
            _ when integral => ((long)value).ToString(invariant),
            _ => spec.Precision is int significant ? General(value, Math.Max(1, significant), 'g') : Repr(value),
        };
        return spec.Thousands is char separator ? Grouped(text, separator) : text;
    }

    private static string Scientific(double value, int precision, char type)
    {
        string text = value.ToString($"E{precision}", CultureInfo.InvariantCulture);
        int at = text.IndexOf('E');
        return text[..at] + Exponent(int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture), type);
    }

    private static string General(double value, int significant, char type)
    {
        string scientific = value.ToString($"E{significant - 1}", CultureInfo.InvariantCulture);
        int at = scientific.IndexOf('E');
        int exponent = int.Parse(scientific.AsSpan(at + 1), CultureInfo.InvariantCulture);
        return exponent < -4 || exponent >= significant
            ? Mantissa(scientific[..at]) + Exponent(exponent, type == 'G' ? 'E' : 'e')
            : Mantissa(value.ToString($"F{significant - 1 - exponent}", CultureInfo.InvariantCulture));
    }

    private static string Mantissa(string digits) => digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;

    private static string Exponent(int exponent, char letter) => $"{letter}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";

    private static string Grouped(string text, char separator)
    {
        int end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        end = end < 0 ? text.Length : end;
        var grouped = new StringBuilder(text);
        for (int at = end - 3; at > 0; at -= 3)
        {
            grouped.Insert(at, separator);
        }

        return grouped.ToString();
    }

    private static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
