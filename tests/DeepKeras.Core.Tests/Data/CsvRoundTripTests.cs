// FsCheck supplies the arguments of a property; the analyzer knows only of NUnit.
#pragma warning disable NUnit1027
using System.Globalization;
using DeepKeras.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DeepKeras.Tests.Data;

public sealed class CsvRoundTripTests
{
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Any_strings_quoted_are_read_back(string?[][] rows, bool bom, int style)
    {
        const int Width = 3;
        char delimiter = ",;\t|"[(style & int.MaxValue) % 4];
        string end = LineEnds[(style & int.MaxValue) % 3];
        string?[][] cells = [.. rows.Prepend(["first"]).Select(row => Enumerable.Range(0, Width).Select(i => i < row.Length ? Clean(row[i]) : null).ToArray())];
        string text = (bom ? "\uFEFF" : "") + string.Join(delimiter, "a", "b", "c") + end
            + string.Concat(cells.Select(row => string.Join(delimiter, row.Select(cell => CsvText.Quote(cell, delimiter))) + end));
        return Csv.Cells(text, new CsvOptions { TextColumns = ["a", "b", "c"] }).SelectMany(row => row).SequenceEqual(cells.SelectMany(row => row)).ToProperty();
    }

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public bool Any_text_is_read_or_refused_with_its_place(uint[] picks)
    {
        const string Alphabet = "a1,;\"\"\n\r\t .é-";
        string text = string.Concat(picks.Select(pick => Alphabet[(int)(pick % Alphabet.Length)]));
        try
        {
            CsvTable table = Csv.Table(text);
            return table.Rows > 0 && table.Columns.All(column => column.Rows == table.Rows);
        }
        catch (DataException error)
        {
            return error.File == "t.csv" && error.Message.StartsWith("t.csv", StringComparison.Ordinal);
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool Any_float_is_read_back(float value)
    {
        float finite = float.IsFinite(value) ? value : 0;
        string text = finite.ToString("R", CultureInfo.InvariantCulture);
        return Csv.Table($"x\n{text}\n")["x"].Numbers[0].Equals(finite + 0f);
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool Any_decimal_is_rounded_as_the_framework_rounds_it(int whole, uint fraction, byte zeros)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{whole}.{new string('0', zeros % 6)}{fraction}");
        return Csv.Table($"x\n{text}\n")["x"].Numbers[0].Equals(float.Parse(text, CultureInfo.InvariantCulture) + 0f);
    }

    [TestCase("16777217.0000001", 16777218f)]
    [TestCase("16777216.9999999", 16777216f)]
    [TestCase("8388609.5", 8388610f)]
    [TestCase("1.00000017881393432617187499", 1.00000011920928955078125f)]
    [TestCase(".5", 0.5f)]
    [TestCase("5.", 5f)]
    [TestCase("+1e-3", 0.001f)]
    [TestCase("-0", 0f)]
    public void Odd_numbers_are_rounded_once(string text, float expected) =>
        Assert.That(Csv.Table($"x\n{text}\n")["x"].Numbers[0], Is.EqualTo(expected));

    [TestCase("1_000")]
    [TestCase("0x1F")]
    [TestCase("1.2.3")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("1e")]
    [TestCase("1 2")]
    [TestCase("\u0661")]
    public void What_is_no_number_stays_a_string(string text) =>
        Assert.That(Csv.Table($"x\n{text}\n")["x"].Strings[0], Is.EqualTo(text));

    // Lone surrogates are no text, U+FFFD and NUL are refused, and an empty string reads as a missing value.
    private static string? Clean(string? value)
    {
        string clean = string.Concat((value ?? "").Where(c => c is not ('\0' or '\uFFFD' or '\uFEFF') && !char.IsSurrogate(c)));
        return clean.Length == 0 ? null : clean;
    }
}
