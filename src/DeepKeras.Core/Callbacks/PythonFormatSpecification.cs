using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepKeras.Callbacks;

/// <summary>Python's format specification of a number: <c>[[fill]align][sign][0][width][,][.precision][type]</c>.</summary>
internal sealed partial record PythonFormatSpecification(char Fill, char Align, char Sign, int Width, char? Thousands, int? Precision, char Type)
{
    /// <exception cref="FormatException">It is none, or does not fit the number.</exception>
    public static PythonFormatSpecification Parse(string text, bool integral)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"\"{text}\" is no format of a number.");
        }

        bool zero = match.Groups["zero"].Success;
        char align = match.Groups["align"].Value is [var given] ? given : zero ? '=' : '>';
        char fill = match.Groups["fill"].Value is [var filled] ? filled : zero ? '0' : ' ';
        char type = match.Groups["type"].Value is [var letter] ? letter : '\0';
        if (!integral && type is 'd' or 'x' or 'X' or 'o' or 'b')
        {
            throw new FormatException($"\"{text}\" is a format of whole numbers only.");
        }

        return new(
            fill,
            align,
            match.Groups["sign"].Value is [var sign] ? sign : '-',
            Number(match.Groups["width"]) ?? 0,
            match.Groups["thousands"].Value is [var separator] ? separator : null,
            Number(match.Groups["precision"]),
            type);
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^((?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<zero>0)?(?<width>[0-9]{1,4})?(?<thousands>[,_])?(\.(?<precision>[0-9]{1,3}))?(?<type>[bdeEfFgGoxX%])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
