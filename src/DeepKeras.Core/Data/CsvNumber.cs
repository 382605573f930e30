using System.Globalization;

namespace DeepKeras.Data;

/// <summary>Numbers as they stand in CSV files, correctly rounded to float, in the invariant culture.</summary>
internal static class CsvNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(i => double.Parse($"1e{i}", CultureInfo.InvariantCulture))];

    /// <summary>Whether the text is a finite number; names such as <c>NaN</c> and <c>Infinity</c> are not.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, char decimalSeparator, out float value)
    {
        value = 0;
        int i = 0;
        bool negative = false;
        if (text.Length > 0 && text[0] is '-' or '+')
        {
            negative = text[0] == '-';
            i = 1;
        }

        ulong mantissa = 0;
        int start = i;
        int fraction = -1;
        for (; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                mantissa = unchecked((mantissa * 10) + digit);
            }
            else if (text[i] == decimalSeparator && fraction < 0)
            {
                fraction = i;
            }
            else
            {
                break;
            }
        }

        int digits = i - start - (fraction < 0 ? 0 : 1);
        if (digits == 0 || (i < text.Length && text[i] is not ('e' or 'E')))
        {
            return false;
        }

        int scale = fraction < 0 ? 0 : i - fraction - 1;
        if (i < text.Length || digits > 15)
        {
            return TryParseSlowly(text, decimalSeparator, out value);
        }

        // Both operands are exact doubles, so the quotient is rounded once (Clinger 1990). Rounding it again to float
        // can go wrong only where the double lies half-way between two floats.
        double exact = mantissa / PowersOfTen[scale];
        if (scale > 0 && (BitConverter.DoubleToInt64Bits(exact) & 0x1FFFFFFF) == 0x10000000)
        {
            return TryParseSlowly(text, decimalSeparator, out value);
        }

        value = (float)(negative ? -exact : exact);
        return true;
    }

    private static bool TryParseSlowly(ReadOnlySpan<char> text, char decimalSeparator, out float value)
    {
        if (decimalSeparator != '.')
        {
            text = text.ToString().Replace(decimalSeparator, '.');
        }

        return float.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
    }
}
