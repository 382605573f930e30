using System.Buffers.Binary;
using System.Text;

namespace DeepKeras.Torch.Native;

/// <summary>
/// Reads which library versions the symbols of a 64-bit little-endian ELF file ask for, and makes one such demand weak.
/// Every read is checked against the file's length; a damaged file gives <see cref="BadImageFormatException"/>.
/// </summary>
/// <remarks>Layouts: System V gABI chapter 4 (ELF-64) and the LSB's "Symbol Versioning" (Elfxx_Verneed, Elfxx_Vernaux).</remarks>
internal sealed class ElfVersions
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int NeedSize = 16;
    private const int AuxSize = 16;
    private const uint SectionDynSym = 11;
    private const uint SectionVerNeed = 0x6ffffffe;
    private const uint SectionVerSym = 0x6fffffff;
    private const ushort FlagWeak = 2;

    private readonly byte[] file;
    private readonly string name;
    private readonly Section symbols;
    private readonly Section symbolNames;
    private readonly Section symbolVersions;
    private readonly List<Need> needs;

    /// <param name="file">The whole file. It is kept, not copied: <see cref="Weaken"/> writes into it.</param>
    /// <param name="name">How errors call the file.</param>
    /// <exception cref="BadImageFormatException">The bytes are not such an ELF file, or are cut short or inconsistent.</exception>
    public ElfVersions(byte[] file, string name)
    {
        this.file = file;
        this.name = name;
        if (file.Length < HeaderSize || !file.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
            throw Damaged("does not begin with an ELF header");
        if (file[4] != 2 || file[5] != 1)
            throw Damaged($"expected a 64-bit little-endian ELF file, got class {file[4]}, data {file[5]}");

        Section[] sections = ReadSections();
        symbols = Only(sections, SectionDynSym, ".dynsym");
        symbolVersions = Only(sections, SectionVerSym, ".gnu.version");
        Section verNeed = Only(sections, SectionVerNeed, ".gnu.version_r");
        symbolNames = Linked(sections, symbols, ".dynsym");
        if (symbolVersions.Size / 2 < symbols.Size / SymbolSize)
            throw Damaged($".gnu.version has {symbolVersions.Size / 2} entries, .dynsym has {symbols.Size / SymbolSize}");
        needs = ReadNeeds(verNeed, Linked(sections, verNeed, ".gnu.version_r"));
    }

    /// <summary>A version that a symbol table asks of a library.</summary>
    /// <param name="Library">The library, for example <c>libstdc++.so.6</c>.</param>
    /// <param name="Version">The version's name, for example <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="Index">The index by which .gnu.version refers to it.</param>
    /// <param name="IsWeak">Whether the loader may go on without it.</param>
    /// <param name="FlagsAt">File offset of vna_flags.</param>
    public readonly record struct Need(string Library, string Version, int Index, bool IsWeak, int FlagsAt);

    /// <summary>All versions asked for, in the file's order.</summary>
    public IReadOnlyList<Need> Needs => needs;

    /// <summary>The undefined or defined symbols that are bound to a version.</summary>
    /// <exception cref="BadImageFormatException">A symbol's name lies outside the string table.</exception>
    public IEnumerable<string> SymbolsOf(Need need)
    {
        long count = symbols.Size / SymbolSize;
        for (long i = 0; i < count; i++)
        {
            int version = U16(symbolVersions.Offset + 2 * i) & 0x7fff;
            if (version == need.Index)
                yield return Text(symbolNames, U32(symbols.Offset + SymbolSize * i));
        }
    }

    /// <summary>Sets VER_FLG_WEAK on a version, in the array given to the constructor: the loader then only warns if the library lacks it.</summary>
    public void Weaken(Need need) =>
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(need.FlagsAt, 2), (ushort)(U16(need.FlagsAt) | FlagWeak));

    private readonly record struct Section(uint Type, long Offset, long Size, uint Link, uint Info);

    private Section[] ReadSections()
    {
        ulong table = U64(40);
        int entry = U16(58), count = U16(60);
        if (count == 0)
            throw Damaged("has no section headers");
        if (entry != SectionHeaderSize)
            throw Damaged($"section headers of {SectionHeaderSize} bytes expected, got {entry}");
        long at = Range(table, (ulong)count * SectionHeaderSize, "the section header table");
        var sections = new Section[count];
        for (int i = 0; i < count; i++, at += SectionHeaderSize)
        {
            uint type = U32(at + 4);
            bool read = type is SectionDynSym or SectionVerNeed or SectionVerSym or 3; // 3 = SHT_STRTAB; the others stay unchecked
            long offset = read ? Range(U64(at + 24), U64(at + 32), $"section {i}") : 0;
            sections[i] = new Section(type, offset, read ? (long)U64(at + 32) : 0, U32(at + 40), U32(at + 44));
        }
        return sections;
    }

    private Section Only(Section[] sections, uint type, string what)
    {
        foreach (Section section in sections)
            if (section.Type == type)
                return section;
        throw Damaged($"has no {what} section");
    }

    private Section Linked(Section[] sections, Section from, string what)
    {
        if (from.Link >= (uint)sections.Length || sections[from.Link].Type != 3)
            throw Damaged($"{what} names section {from.Link} as its strings, which is no string table");
        return sections[from.Link];
    }

    private List<Need> ReadNeeds(Section section, Section strings)
    {
        var found = new List<Need>();
        long end = section.Offset + section.Size;
        long at = section.Offset;
        for (uint i = 0; i < section.Info; i++)
        {
            Inside(at, NeedSize, end);
            int count = U16(at + 2);
            string library = Text(strings, U32(at + 4));
            long aux = at + U32(at + 8);
            for (int j = 0; j < count; j++)
            {
                Inside(aux, AuxSize, end);
                ushort flags = U16(aux + 4);
                found.Add(new Need(library, Text(strings, U32(aux + 8)), U16(aux + 6) & 0x7fff, (flags & FlagWeak) != 0, (int)(aux + 4)));
                if (j + 1 < count)
                    aux += Forward(U32(aux + 12), AuxSize);
            }
            if (i + 1 < section.Info)
                at += Forward(U32(at + 12), NeedSize);
        }
        return found;
    }

    // Entries are linked by distances; one below the entry's size would loop or overlap.
    private uint Forward(uint distance, int least) =>
        distance >= least ? distance : throw Damaged($".gnu.version_r: the next entry is {distance} bytes on, expected at least {least}");

    private void Inside(long at, int size, long end)
    {
        if (at + size > end)
            throw Damaged($".gnu.version_r: an entry at byte {at} reaches past the section's end at {end}");
    }

    private string Text(Section strings, uint offset)
    {
        if (offset >= strings.Size)
            throw Damaged($"a name lies at {offset} of a string table of {strings.Size} bytes");
        ReadOnlySpan<byte> rest = file.AsSpan((int)(strings.Offset + offset), (int)(strings.Size - offset));
        int length = rest.IndexOf((byte)0);
        return length < 0 ? throw Damaged("a name has no end") : Encoding.UTF8.GetString(rest[..length]);
    }

    private long Range(ulong offset, ulong size, string what) =>
        offset <= (ulong)file.Length && size <= (ulong)file.Length - offset
            ? (long)offset
            : throw Damaged($"{what} lies at byte {offset} with {size} bytes, the file has {file.Length}");

    private ushort U16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(at, 2));

    private uint U32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(at, 4));

    private ulong U64(long at) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(at, 8));

    private ReadOnlySpan<byte> Bytes(long at, int size) =>
        at >= 0 && at <= file.Length - size
            ? file.AsSpan((int)at, size)
            : throw Damaged($"{size} bytes wanted at byte {at}, the file has {file.Length}");

    private BadImageFormatException Damaged(string what) => new($"{name}: {what}.", name);
}
