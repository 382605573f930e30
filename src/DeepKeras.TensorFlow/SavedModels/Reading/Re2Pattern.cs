using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>
/// A pattern of RE2, TensorFlow's, as one of .NET that finds the same in time linear in the text: characters of Unicode, classes that mean
/// ASCII's, and $ at the end alone. What is not the same in both is refused by name.
/// </summary>
internal sealed class Re2Pattern
{
    private const string Astral = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private readonly string pattern;
    private readonly StringBuilder result = new();
    private int at;

    private Re2Pattern(string pattern) => this.pattern = pattern;

    /// <exception cref="NotSupportedException">The pattern says what is not known here.</exception>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public static Regex Compile(string pattern, bool whole = false)
    {
        string translated = new Re2Pattern(pattern).Translated();
        return new Regex(whole ? $@"\A(?:{translated})\z" : translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>RE2's replacement, where \1 is a group and \\ a backslash, as .NET's.</summary>
    /// <exception cref="ArgumentException">It is no replacement.</exception>
    public static string Replacement(string rewrite)
    {
        var text = new StringBuilder();
        for (int i = 0; i < rewrite.Length; i++)
        {
            char c = rewrite[i];
            if (c != '\\')
            {
                text.Append(c == '$' ? "$$" : c);
                continue;
            }

            char next = ++i < rewrite.Length ? rewrite[i] : '\0';
            text.Append(char.IsAsciiDigit(next) ? $"${{{next}}}" : next == '\\' ? "\\" : throw new ArgumentException($"the replacement \"{rewrite}\" has a \\ before neither a digit nor a \\."));
        }

        return text.ToString();
    }

    private string Translated()
    {
        while (at < pattern.Length)
        {
            char c = pattern[at++];
            switch (c)
            {
                case '[':
                    Class();
                    break;
                case '\\':
                    Escape();
                    break;
                case '.':
                    result.Append($@"(?:{Astral}|[^\n])");
                    break;
                case '^':
                    result.Append(@"\A");
                    break;
                case '$':
                    result.Append(@"\z");
                    break;
                case '(' when Ahead('?') && !pattern.AsSpan(at).StartsWith("?:") && !pattern.AsSpan(at).StartsWith("?P<"):
                    throw Unknown("a group with flags");
                case '(' when pattern.AsSpan(at).StartsWith("?P<"):
                    int end = pattern.IndexOf('>', at);
                    string name = end < 0 ? "" : pattern[(at + 3)..end];
                    result.Append(name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? $"(?<{name}>" : throw new ArgumentException($"the pattern \"{pattern}\" has a group without a name."));
                    at = end + 1;
                    break;
                case '(' when Ahead('?'):
                    result.Append("(?:");
                    at += 2;
                    break;
                case '(' or ')' or '|' or '*' or '+' or '?' or '{' or '}':
                    result.Append(c);
                    break;
                case var _ when char.IsHighSurrogate(c) && at < pattern.Length && char.IsLowSurrogate(pattern[at]):
                    result.Append(CultureInfo.InvariantCulture, $"(?:{c}{pattern[at++]})");
                    break;
                default:
                    result.Append(Literal(c));
                    break;
            }
        }

        return result.ToString();
    }

    private bool Ahead(char c) => at < pattern.Length && pattern[at] == c;

    private void Escape()
    {
        char c = at < pattern.Length ? pattern[at++] : throw new ArgumentException($"the pattern \"{pattern}\" ends with a \\.");
        result.Append(c switch
        {
            'A' => @"\A",
            'z' => @"\z",
            'D' or 'S' or 'W' => Negated(Shorthand(char.ToLowerInvariant(c))!),
            _ when Shorthand(c) is { } members => $"[{members}]",
            _ => Literal(Character(c)),
        });
    }

    private void Class()
    {
        bool negated = Ahead('^');
        at += negated ? 1 : 0;
        var members = new StringBuilder();
        for (bool first = true; ; first = false)
        {
            char c = at < pattern.Length ? pattern[at++] : throw new ArgumentException($"the pattern \"{pattern}\" has a class without an end.");
            if (c == ']' && !first)
            {
                break;
            }

            if (c == '[' && Ahead(':'))
            {
                int end = pattern.IndexOf(":]", at, StringComparison.Ordinal);
                members.Append(Posix(end < 0 ? "" : pattern[(at + 1)..end]));
                at = end + 2;
                continue;
            }

            if (c == '\\')
            {
                c = at < pattern.Length ? pattern[at++] : throw new ArgumentException($"the pattern \"{pattern}\" ends with a \\.");
                if (Shorthand(c) is { } shorthand)
                {
                    members.Append(shorthand);
                    continue;
                }

                c = Character(c);
            }

            if (char.IsSurrogate(c))
            {
                throw Unknown("a character above U+FFFF in a class");
            }

            members.Append(Literal(c));
            if (Ahead('-') && at + 1 < pattern.Length && pattern[at + 1] != ']')
            {
                at++;
                char last = pattern[at++];
                last = last == '\\' && at < pattern.Length ? Character(pattern[at++]) : last;
                if (char.IsSurrogate(last))
                {
                    throw Unknown("a character above U+FFFF in a class");
                }

                members.Append('-').Append(Literal(last));
            }
        }

        result.Append(negated ? Negated(members.ToString()) : $"[{members}]");
    }

    private static string Negated(string members) => $@"(?:{Astral}|[^{members}\uD800-\uDFFF])";

    private static string? Shorthand(char c) => c switch
    {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => @"\t\n\f\r\u0020",
        _ => null,
    };

    private string Posix(string name) => name switch
    {
        "alpha" => "A-Za-z",
        "digit" => "0-9",
        "alnum" => "0-9A-Za-z",
        "lower" => "a-z",
        "upper" => "A-Z",
        "space" => @"\t\n\v\f\r\u0020",
        "punct" => @"\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E",
        "word" => "0-9A-Za-z_",
        "xdigit" => "0-9A-Fa-f",
        _ => throw Unknown($"the class [:{name}:]"),
    };

    /// <summary>What a \ and a character stand for.</summary>
    private char Character(char c)
    {
        switch (c)
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'v': return '\v';
            case 'a': return '\a';
            case 'x' when at + 1 < pattern.Length && byte.TryParse(pattern.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code):
                at += 2;
                return (char)code;
            default:
                return char.IsAsciiLetterOrDigit(c) ? throw Unknown($"\\{c}") : c;
        }
    }

    private static string Literal(char c) => char.IsAsciiLetterOrDigit(c) || c > 127 ? c.ToString() : $@"\u{(int)c:X4}";

    private NotSupportedException Unknown(string what) => new($"the pattern \"{pattern}\" has {what}, which is not known here");
}
