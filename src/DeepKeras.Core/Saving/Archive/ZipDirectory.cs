using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DeepKeras.Saving;

/// <summary>An entry of a zip, as its directory lists it.</summary>
internal sealed record ZipDirectoryEntry(string Name, int Method, uint Crc, long Stored, long Length, long DataOffset);

/// <summary>
/// Reads a zip's directory and holds that it is a plain one: no encryption, no links, no two entries of one name or overlapping bytes,
/// no names that lead out. Our own, since <see cref="System.IO.Compression.ZipArchive"/> neither checks checksums and encryption
/// nor lets a stored entry be read at any place, as HDF5 must be.
/// </summary>
internal static class ZipDirectory
{
    private const int MaximalEntries = 100_000;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Lists the entries of a zip, without its folder entries.</summary>
    /// <exception cref="ModelFileException">It is no zip, or not a plain one.</exception>
    public static List<ZipDirectoryEntry> Read(SafeFileHandle handle, string file)
    {
        long length = RandomAccess.GetLength(handle);
        if (length == 0)
        {
            throw new ModelFileException(file, null, "a zip", "an empty file");
        }

        (long start, long size, long count) = FindDirectory(handle, length, file);
        if (count > MaximalEntries || size > Array.MaxLength || count > size / 46)
        {
            throw new ModelFileException(file, null, $"at most {MaximalEntries} entries in the directory's {size} bytes", $"{count}");
        }

        byte[] directory = ReadAt(handle, start, (int)size, file, "directory");
        var entries = new List<ZipDirectoryEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ranges = new List<(long Start, long End, string Name)>();
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> left = directory.AsSpan(at);
            if (left.Length < 46 || BinaryPrimitives.ReadUInt32LittleEndian(left) != 0x02014b50)
            {
                throw new ModelFileException(file, null, $"{count} entries in the zip's directory", $"{i}");
            }

            int nameLength = U16(left, 28), extraLength = U16(left, 30), commentLength = U16(left, 32);
            int end = 46 + nameLength + extraLength + commentLength;
            if (left.Length < end)
            {
                throw new ModelFileException(file, null, $"{count} whole entries in the zip's directory", $"entry {i} cut off");
            }

            (ZipDirectoryEntry entry, long header) = ParseEntry(handle, left[..end], start, file);
            if (!names.Add(entry.Name))
            {
                throw new ModelFileException(file, entry.Name, "entries of different names", "two of this name");
            }

            ranges.Add((header, entry.DataOffset + entry.Stored, entry.Name));
            if (!entry.Name.EndsWith('/'))
            {
                entries.Add(entry);
            }

            at += end;
        }

        ranges.Sort();
        for (int i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].Start < ranges[i - 1].End)
            {
                throw new ModelFileException(file, ranges[i].Name, "bytes of its own", $"bytes that {ranges[i - 1].Name} uses too");
            }
        }

        return entries;
    }

    /// <summary>Holds that an entry's name stays inside the folder it would be unpacked to.</summary>
    public static void CheckName(string file, string name)
    {
        string? fault = name.Length == 0 ? "an empty name"
            : name[0] == '/' || (name.Length > 1 && name[1] == ':') ? "an absolute path"
            : name.AsSpan().IndexOfAny('\\', '\0') >= 0 ? "a backslash or NUL in it"
            : name.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..") ? "a name that leads out of the archive"
            : null;
        if (fault is not null)
        {
            throw new ModelFileException(file, name.Replace('\0', '?'), "an entry's name that stays inside the archive", fault);
        }
    }

    private static (long Start, long Size, long Count) FindDirectory(SafeFileHandle handle, long length, string file)
    {
        int tailLength = (int)Math.Min(length, 22 + 65535 + 20);
        byte[] tail = ReadAt(handle, length - tailLength, tailLength, file, "end");
        for (int at = tailLength - 22; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06054b50 || U16(end, 20) != end.Length - 22)
            {
                continue;
            }

            long position = length - tailLength + at;
            long count = U16(end, 10), size = U32(end, 12), start = U32(end, 16);
            if (at >= 20 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at - 20)) == 0x07064b50)
            {
                position = U64(tail.AsSpan(at - 20), 8);
                byte[] end64 = ReadAt(handle, position, 56, file, "end");
                if (BinaryPrimitives.ReadUInt32LittleEndian(end64) != 0x06064b50)
                {
                    throw new ModelFileException(file, null, "a zip", "a file whose 64-bit directory is missing");
                }

                (count, size, start) = (U64(end64, 32), U64(end64, 40), U64(end64, 48));
            }

            return size >= 0 && start >= 0 && start == position - size
                ? (start, size, count)
                : throw new ModelFileException(file, null, $"a zip's directory of {size} bytes at {start}, right before its end", $"the end at {position}");
        }

        throw new ModelFileException(file, null, "a zip", "a file without a zip's directory (cut off, or of another kind)");
    }

    private static (ZipDirectoryEntry Entry, long Header) ParseEntry(SafeFileHandle handle, ReadOnlySpan<byte> record, long directory, string file)
    {
        int flags = U16(record, 8), method = U16(record, 10);
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), attributes = BinaryPrimitives.ReadUInt32LittleEndian(record[38..]);
        long stored = U32(record, 20), length = U32(record, 24), header = U32(record, 42);
        ReadOnlySpan<byte> rawName = record.Slice(46, U16(record, 28));
        string name;
        try
        {
            name = StrictUtf8.GetString(rawName);
        }
        catch (DecoderFallbackException)
        {
            throw new ModelFileException(file, Convert.ToHexString(rawName), "an entry's name in UTF-8", "other bytes");
        }

        CheckName(file, name);
        ReadOnlySpan<byte> extra = record.Slice(46 + rawName.Length, U16(record, 30));
        while (extra.Length >= 4 && U16(extra, 2) <= extra.Length - 4)
        {
            ReadOnlySpan<byte> field = extra.Slice(4, U16(extra, 2));
            if (U16(extra, 0) == 1)
            {
                length = Take64(ref field, length);
                stored = Take64(ref field, stored);
                header = Take64(ref field, header);
            }

            extra = extra[(4 + U16(extra, 2))..];
        }

        int kind = (int)(attributes >> 28);
        string? fault = (flags & 0x2041) != 0 ? "an encrypted entry"
            : kind == 0xA ? "a link"
            : kind is not (0 or 4 or 8) ? $"a special file (kind {kind})"
            : stored < 0 || length < 0 || header < 0 || header > directory - 30 || stored > directory - header - 30 ? $"{stored} bytes at {header}, outside the file"
            : method == 0 && stored != length ? $"a stored entry that declares {length} bytes and holds {stored}"
            : null;
        if (fault is not null)
        {
            throw new ModelFileException(file, name, "a plain file inside the zip", fault);
        }

        byte[] local = ReadAt(handle, header, 30, file, name);
        int localName = U16(local, 26);
        long data = header + 30 + localName + U16(local, 28);
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != 0x04034b50 || data > directory - stored
            || !ReadAt(handle, header + 30, localName, file, name).AsSpan().SequenceEqual(rawName))
        {
            throw new ModelFileException(file, name, $"its header at {header}", "another, or none");
        }

        return (new ZipDirectoryEntry(name, method, crc, stored, length, data), header);
    }

    private static long Take64(ref ReadOnlySpan<byte> field, long value)
    {
        if (value != uint.MaxValue || field.Length < 8)
        {
            return value;
        }

        value = U64(field, 0);
        field = field[8..];
        return value;
    }

    private static byte[] ReadAt(SafeFileHandle handle, long offset, int count, string file, string what)
    {
        var bytes = new byte[count];
        int read = 0;
        while (offset >= 0 && read < count && RandomAccess.Read(handle, bytes.AsSpan(read), offset + read) is var more and > 0)
        {
            read += more;
        }

        return read == count ? bytes : throw new ModelFileException(file, null, $"{count} bytes for the zip's {what}", $"{read}");
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
