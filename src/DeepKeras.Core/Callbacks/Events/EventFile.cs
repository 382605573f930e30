using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using DeepKeras.Saving;

namespace DeepKeras.Callbacks;

/// <summary>
/// A file of TensorBoard's: <c>Event</c> messages (tensorflow/core/util/event.proto), each framed as a record of TFRecord: length, its
/// checksum, the message, its checksum. A record goes to the system in one write, so that one that was cut off by a kill can only be the last,
/// and readers stop before it. The file is made with the first event.
/// </summary>
internal sealed class EventFile(string folder) : IDisposable
{
    private static int count;
    private FileStream? stream;

    /// <summary>Adds a summary's value at a step.</summary>
    public void Add(long step, ProtoMessage summaryValue) =>
        Write(new ProtoMessage().Double(1, Now()).Integer(2, step).Message(5, new ProtoMessage().Message(1, summaryValue)));

    /// <summary>Adds a graph, a serialized <c>GraphDef</c>.</summary>
    public void AddGraph(ProtoMessage graph) => Write(new ProtoMessage().Double(1, Now()).Integer(2, 0).Message(4, graph));

    /// <summary>Sees to it that what was written survives the machine's fall too.</summary>
    public void Flush() => stream?.Flush(flushToDisk: true);

    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
    }

    /// <summary>A record with its frame.</summary>
    internal static byte[] Frame(ReadOnlySpan<byte> data)
    {
        byte[] record = new byte[data.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Mask(Crc32C.Of(record.AsSpan(0, 8))));
        data.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(data.Length + 12), Crc32C.Mask(Crc32C.Of(data)));
        return record;
    }

    private void Write(ProtoMessage message)
    {
        stream ??= Open();
        stream.Write(Frame(message.Bytes));
    }

    /// <summary>TensorBoard takes files whose name holds "tfevents" and reads a folder's by name: by second, machine and process.</summary>
    private FileStream Open()
    {
        Directory.CreateDirectory(folder);
        string machine = string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():D10}.{machine}.{Environment.ProcessId}.{Interlocked.Increment(ref count) - 1}.v2");
        var made = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        made.Write(Frame(new ProtoMessage().Double(1, Now()).Data(3, Encoding.ASCII.GetBytes("brain.Event:2")).Bytes));
        return made;
    }

    /// <summary>Seconds since 1970.</summary>
    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
}
