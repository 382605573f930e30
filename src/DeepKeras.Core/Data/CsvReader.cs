using System.Text;

namespace DeepKeras.Data;

/// <summary>
/// Reads CSV files: RFC 4180, UTF-8 (or UTF-16 with a byte order mark), plain or gzip, with a header. The file is streamed; memory holds the
/// columns and one record. A file is read a second time only where a column turns out to be strings after it began with numbers.
/// </summary>
public static class CsvReader
{
    /// <summary>
    /// A data set from a file: the target and its task, the features, the groups. A column without a single value is left out, and
    /// <see cref="Dataset.Warnings"/> says so; a missing value in the target, the group or the time is an error.
    /// </summary>
    /// <param name="path">The file; gzip is recognised by its content.</param>
    /// <param name="options">How to read it; <see cref="CsvOptions.Target"/> is needed.</param>
    /// <exception cref="DataException">The file cannot be used; the message says why, with line and column.</exception>
    public static Dataset ReadDataset(string path, CsvOptions options) =>
        CsvDatasetReader.Read(FileSource(path), Path.GetFileName(path), options);

    /// <summary>A data set from a stream.</summary>
    /// <param name="stream">The text, plain or gzip; it is left open. One that cannot seek is copied into memory first.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">How to read it; <see cref="CsvOptions.Target"/> is needed.</param>
    /// <exception cref="DataException">The text cannot be used; the message says why, with line and column.</exception>
    public static Dataset ReadDataset(Stream stream, string name, CsvOptions options) =>
        CsvDatasetReader.Read(StreamSource(stream, name), name, options);

    /// <summary>All columns of a file, with no target; what <c>predict</c> reads.</summary>
    /// <param name="path">The file; gzip is recognised by its content.</param>
    /// <param name="options">How to read it; target, task, group and time do not matter here.</param>
    /// <exception cref="DataException">The file cannot be used; the message says why, with line and column.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null) =>
        CsvDatasetReader.ReadTable(FileSource(path), Path.GetFileName(path), options ?? new CsvOptions());

    /// <summary>All columns of a text, with no target.</summary>
    /// <param name="stream">The text, plain or gzip; it is left open. One that cannot seek is copied into memory first.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">How to read it; target, task, group and time do not matter here.</param>
    /// <exception cref="DataException">The text cannot be used; the message says why, with line and column.</exception>
    public static CsvTable Read(Stream stream, string name, CsvOptions? options = null) =>
        CsvDatasetReader.ReadTable(StreamSource(stream, name), name, options ?? new CsvOptions());

    private static Func<TextReader> FileSource(string path) => () =>
    {
        if (Directory.Exists(path))
        {
            throw new DataException("this is a folder, not a file.", path, null) { IsCallersMistake = true };
        }

        if (!File.Exists(path))
        {
            throw new DataException("no such file.", path, null) { IsCallersMistake = true };
        }

        return Decode(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), Path.GetFileName(path), leaveOpen: false);
    };

    private static Func<TextReader> StreamSource(Stream stream, string name)
    {
        if (!stream.CanSeek)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            stream = copy;
        }

        long start = stream.Position;
        return () =>
        {
            stream.Position = start;
            return Decode(stream, name, leaveOpen: true);
        };
    }

    private static StreamReader Decode(Stream stream, string file, bool leaveOpen)
    {
        // Two readings of one stream: what is decoded from it begins where it stood.
        long start = stream.Position;
        Span<byte> magic = stackalloc byte[4];
        int read = stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        stream.Position = start;
        if (read == 4 && magic.SequenceEqual("PK\u0003\u0004"u8))
        {
            throw new DataException("this is a zip archive or a spreadsheet, not CSV; save it as CSV first.", file, null);
        }

        bool gzip = read >= 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        Stream text = gzip ? new WholeGzipStream(stream, leaveOpen) : stream;
        return new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, gzip ? false : leaveOpen);
    }
}
