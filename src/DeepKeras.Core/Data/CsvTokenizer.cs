namespace DeepKeras.Data;

/// <summary>
/// Takes a CSV text apart (RFC 4180), a record at a time, in one buffer that is as large as the longest record. Blanks around a field do not
/// count unless they are quoted; lines without a field are left out; lines end in LF, CRLF or CR.
/// </summary>
internal sealed class CsvTokenizer
{
    private const int FirstBuffer = 1 << 16;
    private const int LongestRecord = 1 << 24;
    private const char NotUtf8 = '\uFFFD';

    private readonly TextReader reader;
    private readonly string file;
    private char[] buffer = new char[FirstBuffer];
    private int length;
    private int position;
    private int line = 1;
    private bool end;
    private char delimiter;
    private Token[] tokens = new Token[16];
    private char[] scratch = [];

    public CsvTokenizer(TextReader reader, string file, char? delimiter)
    {
        this.reader = reader;
        this.file = file;
        Fill();
        this.delimiter = delimiter ?? DetectDelimiter();
    }

    private enum Outcome
    {
        Record,
        NeedsMore,
        End,
    }

    public char Delimiter => delimiter;

    /// <summary>The fields of the record at hand.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the record at hand begins.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>A field of the record at hand, valid until the next call.</summary>
    public ReadOnlySpan<char> Field(int index)
    {
        Token token = tokens[index];
        ReadOnlySpan<char> raw = buffer.AsSpan(token.Start, token.End - token.Start);
        return token.Escaped ? Unescape(raw) : raw;
    }

    public bool IsQuoted(int index) => tokens[index].Quoted;

    /// <summary>The line on which a field of the record at hand begins.</summary>
    public int LineOf(int index) => tokens[index].Line;

    /// <summary>Goes on to the next record; false at the end of the file.</summary>
    public bool Next()
    {
        while (true)
        {
            switch (Scan())
            {
                case Outcome.Record when Count == 1 && !tokens[0].Quoted && tokens[0].Start == tokens[0].End:
                    break;
                case Outcome.Record:
                    return true;
                case Outcome.End:
                    return false;
                case Outcome.NeedsMore:
                    Fill();
                    break;
            }
        }
    }

    private Outcome Scan()
    {
        if (position == length)
        {
            return end ? Outcome.End : Outcome.NeedsMore;
        }

        ReadOnlySpan<char> text = buffer.AsSpan(0, length);
        int i = position;
        int lineNow = line;
        Line = line;
        Count = 0;
        while (true)
        {
            i = SkipBlanks(i);
            if (i == length && !end)
            {
                return Outcome.NeedsMore;
            }

            var token = new Token { Start = i, Line = lineNow };
            if (i < length && text[i] == '"')
            {
                if (!ScanQuoted(text, ref i, ref token, ref lineNow))
                {
                    return Outcome.NeedsMore;
                }
            }
            else
            {
                int n = text[i..].IndexOfAny(delimiter, '\r', '\n');
                if (n < 0 && !end)
                {
                    return Outcome.NeedsMore;
                }

                i = n < 0 ? length : i + n;
                token.End = i;
                while (token.End > token.Start && text[token.End - 1] is ' ' or '\t')
                {
                    token.End--;
                }
            }

            if (Count == tokens.Length)
            {
                Array.Resize(ref tokens, tokens.Length * 2);
            }

            tokens[Count++] = token;
            if (i == length)
            {
                position = length;
                line = lineNow;
                return Outcome.Record;
            }

            if (text[i] == delimiter)
            {
                i++;
                continue;
            }

            if (text[i] == '\r' && i + 1 == length && !end)
            {
                return Outcome.NeedsMore;
            }

            i += text[i] == '\r' && i + 1 < length && text[i + 1] == '\n' ? 2 : 1;
            position = i;
            line = lineNow + 1;
            return Outcome.Record;
        }
    }

    /// <summary>From the opening quote to what follows the closing one; false when the buffer ends before.</summary>
    private bool ScanQuoted(ReadOnlySpan<char> text, ref int i, ref Token token, ref int lineNow)
    {
        token.Quoted = true;
        token.Start = ++i;
        while (true)
        {
            int n = text[i..].IndexOf('"');
            if (n < 0)
            {
                if (end)
                {
                    throw new DataException($"the quote opened in field {Count + 1} is never closed.", file, token.Line);
                }

                return false;
            }

            i += n;
            if (i + 1 == length && !end)
            {
                return false;
            }

            if (i + 1 == length || text[i + 1] != '"')
            {
                break;
            }

            token.Escaped = true;
            i += 2;
        }

        token.End = i;
        lineNow += CountLines(text[token.Start..token.End]);
        i = SkipBlanks(i + 1);
        if (i == length)
        {
            return end;
        }

        if (text[i] != delimiter && text[i] is not ('\r' or '\n'))
        {
            throw new DataException($"field {Count + 1} has \"{text[i]}\" after its closing quote; a quote inside a quoted field is written twice.", file, lineNow);
        }

        return true;
    }

    private int SkipBlanks(int i)
    {
        while (i < length && buffer[i] is ' ' or '\t' && buffer[i] != delimiter)
        {
            i++;
        }

        return i;
    }

    private ReadOnlySpan<char> Unescape(ReadOnlySpan<char> raw)
    {
        if (scratch.Length < raw.Length)
        {
            scratch = new char[raw.Length * 2];
        }

        int n = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            scratch[n++] = raw[i];
            if (raw[i] == '"')
            {
                i++;
            }
        }

        return scratch.AsSpan(0, n);
    }

    /// <summary>Reads on, after what is left of the buffer.</summary>
    private void Fill()
    {
        buffer.AsSpan(position, length - position).CopyTo(buffer);
        length -= position;
        position = 0;
        if (length == buffer.Length)
        {
            if (length >= LongestRecord)
            {
                throw new DataException($"this record has more than {LongestRecord:N0} characters: a quote that is not closed?", file, line);
            }

            Array.Resize(ref buffer, length * 2);
        }

        int read = reader.ReadBlock(buffer, length, buffer.Length - length);
        int odd = buffer.AsSpan(length, read).IndexOfAny('\0', NotUtf8);
        if (odd >= 0)
        {
            string what = buffer[length + odd] == '\0' ? "a NUL character: this is no text in UTF-8" : "bytes that are not UTF-8; save the file as UTF-8";
            throw new DataException($"{what}.", file, line + CountLines(buffer.AsSpan(0, length + odd)));
        }

        length += read;
        end = length < buffer.Length;
    }

    private char DetectDelimiter()
    {
        ReadOnlySpan<char> candidates = [',', ';', '\t', '|'];
        Span<int> counts = stackalloc int[candidates.Length];
        bool quoted = false;
        bool any = false;
        for (int i = 0; ; i++)
        {
            if (i == length)
            {
                if (end)
                {
                    break;
                }

                Fill();
                i--;
                continue;
            }

            char c = buffer[i];
            if (c is '\r' or '\n' && !quoted)
            {
                if (any)
                {
                    break;
                }

                continue;
            }

            any |= !char.IsWhiteSpace(c) || c == '\t';
            quoted ^= c == '"';
            int candidate = quoted ? -1 : candidates.IndexOf(c);
            if (candidate >= 0)
            {
                counts[candidate]++;
            }
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return candidates[best];
    }

    private static int CountLines(ReadOnlySpan<char> text)
    {
        int lines = 0;
        for (int i = text.IndexOfAny('\r', '\n'); i >= 0 && i < text.Length;)
        {
            lines++;
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            int next = text[i..].IndexOfAny('\r', '\n');
            i = next < 0 ? text.Length : i + next;
        }

        return lines;
    }

    private struct Token
    {
        public int Start;
        public int End;
        public int Line;
        public bool Quoted;
        public bool Escaped;
    }
}
