using System.Text;
using System.Text.Json;

namespace DeepKeras.Comparisons;

/// <summary>
/// Finished fits in a file, a line of JSON each, so that an interrupted comparison goes on where it was. A line that is not whole, as a killed
/// process leaves it, is dropped; a file of another plan is refused.
/// </summary>
internal sealed class FitJournal : IDisposable
{
    private const int Version = 1;
    private readonly Lock gate = new();
    private readonly FileStream file;

    private FitJournal(FileStream file, IReadOnlyList<FitRecord> finished)
    {
        this.file = file;
        Finished = finished;
    }

    /// <summary>The fits that were in the file when it was opened.</summary>
    public IReadOnlyList<FitRecord> Finished { get; }

    /// <summary>Opens or begins a journal.</summary>
    /// <param name="path">The file; it need not be there.</param>
    /// <param name="plan">What names data, folds, learners and settings.</param>
    /// <exception cref="ArgumentException">The file is no journal, or one of another plan.</exception>
    public static FitJournal Open(string path, string plan)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            (List<FitRecord> finished, long whole) = Read(path, bytes, plan);
            file.SetLength(whole);
            file.Position = whole;
            var journal = new FitJournal(file, finished);
            if (whole == 0)
            {
                journal.Write(JsonSerializer.SerializeToUtf8Bytes(new JournalHeader(Version, plan), FitRecordContext.Default.JournalHeader));
            }

            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a finished fit; it is on the disk when this returns.</summary>
    public void Add(FitRecord record) => Write(JsonSerializer.SerializeToUtf8Bytes(record, FitRecordContext.Default.FitRecord));

    public void Dispose() => file.Dispose();

    private void Write(byte[] json)
    {
        lock (gate)
        {
            file.Write([.. json, (byte)'\n']);
            file.Flush(flushToDisk: true);
        }
    }

    private static (List<FitRecord> Finished, long Whole) Read(string path, byte[] bytes, string plan)
    {
        var finished = new List<FitRecord>();
        int at = 0, lines = 0;
        while (Array.IndexOf(bytes, (byte)'\n', at) is >= 0 and int end)
        {
            ReadOnlySpan<byte> line = bytes.AsSpan(at, end - at);
            if (lines == 0)
            {
                CheckHeader(path, line, plan);
            }
            else if (Parse(line, FitRecordContext.Default.FitRecord) is { } record)
            {
                finished.Add(record);
            }
            else
            {
                break;
            }

            at = end + 1;
            lines++;
        }

        // A first line that is not whole is the beginning of a header, or the file is something else: that must not be overwritten.
        if (lines == 0 && bytes.Length > 0 && !Encoding.UTF8.GetString(bytes).StartsWith("{\"version\":"[..Math.Min(bytes.Length, 11)], StringComparison.Ordinal))
        {
            throw new ArgumentException($"{path}: expected a file of finished folds, got something else; name another file.");
        }

        return (finished, at);
    }

    private static void CheckHeader(string path, ReadOnlySpan<byte> line, string plan)
    {
        JournalHeader header = Parse(line, FitRecordContext.Default.JournalHeader) is { Plan: not null } found
            ? found
            : throw new ArgumentException($"{path}: expected a file of finished folds, got something else; name another file.");
        if (header.Version != Version || header.Plan != plan)
        {
            throw new ArgumentException(
                $"{path}: its folds are of another comparison (other data, learners, settings, folds, seeds or score); name another file, or delete this one.");
        }
    }

    private static T? Parse<T>(ReadOnlySpan<byte> line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
