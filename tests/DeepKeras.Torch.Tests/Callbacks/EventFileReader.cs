using System.Buffers.Binary;
using System.Text;

namespace DeepKeras.Tests;

/// <summary>Reads event files by their published formats alone (TFRecord; event.proto, summary.proto, tensor.proto), sharing no code with what writes them.</summary>
internal static class EventFileReader
{
    public sealed record Value(long Step, string Tag, string Plugin, string PluginContent, int DataClass, int Type, long[] Shape, byte[] Content, byte[][] Strings);

    public sealed record Content(string Version, IReadOnlyList<Value> Values, IReadOnlyList<byte[]> Graphs);

    /// <summary>The one event file of a folder.</summary>
    public static Content OfFolder(string folder) => Of(File.ReadAllBytes(Directory.GetFiles(folder, "events.out.tfevents.*.v2").Single()));

    public static Content Of(byte[] file)
    {
        string version = "";
        var values = new List<Value>();
        var graphs = new List<byte[]>();
        foreach (byte[] record in Records(file))
        {
            long step = 0;
            foreach ((int field, long number, byte[] data) in Fields(record))
            {
                switch (field)
                {
                    case 2: step = number; break;
                    case 3: version = Encoding.UTF8.GetString(data); break;
                    case 4: graphs.Add(data); break;
                    case 5: values.AddRange(Fields(data).Select(value => ValueOf(step, value.Data))); break;
                }
            }
        }

        return new(version, values, graphs);
    }

    /// <summary>Whole records; what was cut off at the end is none.</summary>
    public static IEnumerable<byte[]> Records(byte[] file)
    {
        int at = 0;
        while (at + 12 <= file.Length)
        {
            ReadOnlySpan<byte> head = file.AsSpan(at, 8);
            long length = BinaryPrimitives.ReadInt64LittleEndian(head);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)), Is.EqualTo(Masked(head)), "checksum of the length");
            if (at + 16 + length > file.Length)
            {
                yield break;
            }

            byte[] data = file[(at + 12)..(int)(at + 12 + length)];
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)(at + 12 + length))), Is.EqualTo(Masked(data)), "checksum of the data");
            yield return data;
            at += (int)length + 16;
        }
    }

    public static IEnumerable<(int Field, long Number, byte[] Data)> Fields(byte[] message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong key = Varint();
            switch (key & 7)
            {
                case 0: yield return ((int)(key >> 3), (long)Varint(), []); break;
                case 1: yield return ((int)(key >> 3), BinaryPrimitives.ReadInt64LittleEndian(message.AsSpan(at)), message[at..(at += 8)]); break;
                case 2:
                    int length = (int)Varint();
                    yield return ((int)(key >> 3), 0, message[at..(at += length)]);
                    break;
                default: throw new InvalidDataException($"wire type {key & 7}");
            }
        }

        ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte part = message[at++];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }
    }

    /// <summary>CRC-32C bit by bit, from its polynomial.</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private static Value ValueOf(long step, byte[] message)
    {
        string tag = "", plugin = "", content = "";
        int dataClass = 0, type = 0;
        long[] shape = [];
        byte[] bytes = [];
        var strings = new List<byte[]>();
        foreach ((int field, _, byte[] data) in Fields(message))
        {
            switch (field)
            {
                case 1: tag = Encoding.UTF8.GetString(data); break;
                case 9:
                    foreach ((int part, long number, byte[] inner) in Fields(data))
                    {
                        if (part == 4)
                        {
                            dataClass = (int)number;
                        }

                        foreach ((int name, _, byte[] text) in part == 1 ? Fields(inner) : [])
                        {
                            (plugin, content) = name == 1 ? (Encoding.UTF8.GetString(text), content) : (plugin, Encoding.UTF8.GetString(text));
                        }
                    }

                    break;
                case 8:
                    foreach ((int part, long number, byte[] inner) in Fields(data))
                    {
                        switch (part)
                        {
                            case 1: type = (int)number; break;
                            case 2: shape = [.. Fields(inner).Select(size => Fields(size.Data).FirstOrDefault().Number)]; break;
                            case 4: bytes = inner; break;
                            case 8: strings.Add(inner); break;
                        }
                    }

                    break;
            }
        }

        return new(step, tag, plugin, content, dataClass, type, shape, bytes, [.. strings]);
    }
}
