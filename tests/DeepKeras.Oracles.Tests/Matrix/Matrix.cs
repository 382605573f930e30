using System.Collections.Concurrent;
using System.Globalization;

namespace DeepKeras.Tests;

/// <summary>
/// One column of one of the tables in docs/engines.md: what the cases of a test project found, by row. The document may not say more than was
/// found, has a row for each name that reflection gives, and no blank cell. With DEEPKERAS_WRITE_DOCS=1 the column is written anew.
/// </summary>
/// <param name="table">The table's name: <c>layers</c> or <c>operations</c>.</param>
/// <param name="column">The column's heading.</param>
internal sealed class Matrix(string table, string column)
{
    public static readonly string[] Columns = ["libtorch", "TensorFlow", "SavedModel, libtensorflow", "SavedModel, read here", "ONNX Runtime"];

    /// <summary>Why an input layer has no number.</summary>
    public const string NoComputation = "it is where a graph is fed, and computes nothing";

    private readonly ConcurrentDictionary<string, Found> rows = new(StringComparer.Ordinal);
    private int cases;

    /// <summary>The names of the layers (a model is one too, but of these) and of the operations.</summary>
    public static string[] Layers => Names(typeof(Layers.Layer), type => type.IsPublic && !type.IsAssignableTo(typeof(Model)));

    /// <summary>The operations that layers and the rest are made of; <see cref="Operations.Required"/> only stands in what is read from files.</summary>
    public static string[] Operations => Names(typeof(Operations.Op), type => !type.IsNested && type != typeof(Operations.Required));

    /// <summary>How many cases ended.</summary>
    public int Cases => cases;

    public void Passed(params IEnumerable<string> names) => Count(names, found => found with { Passed = found.Passed + 1 });

    /// <summary>The format or engine says by name that it cannot.</summary>
    public void Refused(string reason, params IEnumerable<string> names) => Count(names, found => found with { Refused = found.Refused + 1, Reason = found.Reason ?? reason });

    public void Failed(params IEnumerable<string> names) => Count(names, found => found with { Failed = found.Failed + 1 });

    /// <summary>Holds the document to what was found.</summary>
    /// <param name="names">The rows that there must be.</param>
    /// <param name="expected">How many cases there are: where only some were run, there is nothing to be said.</param>
    public void Check(string[] names, int expected)
    {
        Assume.That(Environment.GetEnvironmentVariable("DEEPKERAS_ORACLES"), Is.Null.Or.Empty, "other cases than the repository's were run");
        Assume.That(cases, Is.GreaterThanOrEqualTo(expected), "only some of the cases were run");
        string path = Path.Combine(Root(), "docs", "engines.md");
        if (Environment.GetEnvironmentVariable("DEEPKERAS_WRITE_DOCS") == "1")
        {
            // Several test projects may be at it.
            using var one = new Mutex(initiallyOwned: false, "deepkeras-engines-document");
            one.WaitOne();
            try
            {
                Write(path, names);
            }
            finally
            {
                one.ReleaseMutex();
            }
        }

        Dictionary<string, string[]> written = Read(File.ReadAllLines(path));
        Assert.Multiple(() =>
        {
            Assert.That(written.Keys, Is.EquivalentTo(names), $"rows of the table of {table} in docs/engines.md; set DEEPKERAS_WRITE_DOCS=1 and run the tests");
            foreach ((string name, string[] cells) in written)
            {
                string cell = cells[Array.IndexOf(Columns, column)];
                Assert.That(cell, Is.Not.Empty, $"{name}, {column}: blank");
                int claimed = int.TryParse(cell.Split(' ', ';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
                Assert.That(claimed, Is.LessThanOrEqualTo(rows.GetValueOrDefault(name).Passed), $"{name}, {column}: the document says \"{cell}\", the cases say \"{rows.GetValueOrDefault(name)}\"");
                Assert.That(claimed > 0 || cell.StartsWith("no: ", StringComparison.Ordinal), Is.True, $"{name}, {column}: \"{cell}\" is neither a number of cases that passed nor a reason");
            }
        });
    }

    private static string[] Names(Type family, Func<Type, bool> belongs) =>
        [.. family.Assembly.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract && belongs(type)).Select(type => type.Name.Split('`')[0]).Distinct().Order(StringComparer.Ordinal)];

    private void Count(IEnumerable<string> names, Func<Found, Found> change)
    {
        Interlocked.Increment(ref cases);
        foreach (string name in names.Distinct())
        {
            rows.AddOrUpdate(name, change(default), (_, found) => change(found));
        }
    }

    private void Write(string path, string[] names)
    {
        string[] lines = File.ReadAllLines(path);
        Dictionary<string, string[]> before = Read(lines);
        int place = Array.IndexOf(Columns, column);
        var made = new List<string> { $"| | {string.Join(" | ", Columns)} |", $"|---{string.Concat(Columns.Select(_ => "|---"))}|" };
        foreach (string name in names)
        {
            string[] cells = before.GetValueOrDefault(name) ?? new string[Columns.Length];
            cells[place] = rows.GetValueOrDefault(name).ToString();
            made.Add($"| {name} | {string.Join(" | ", cells)} |");
        }

        (int begin, int end) = Block(lines);
        string beside = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(beside, string.Join('\n', (IEnumerable<string>)[.. lines[..(begin + 1)], .. made, .. lines[end..]]) + "\n");
        File.Move(beside, path, overwrite: true);
    }

    private Dictionary<string, string[]> Read(string[] lines)
    {
        (int begin, int end) = Block(lines);
        return lines[(begin + 1)..end].Skip(2).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    }

    private (int Begin, int End) Block(string[] lines) => (Array.IndexOf(lines, $"<!-- {table} -->"), Array.IndexOf(lines, $"<!-- end of {table} -->"));

    private static string Root()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DeepKeras.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("DeepKeras.sln stands in no folder above the tests.");
    }

    /// <summary>What was found for a row.</summary>
    private readonly record struct Found(int Passed, int Refused, int Failed, string? Reason)
    {
        public override string ToString() => string.Join("; ", ((string?[])[
            Passed > 0 ? Passed.ToString(CultureInfo.InvariantCulture) : null,
            Refused == 0 ? null : Passed > 0 ? $"{Refused} not: {Short}" : $"no: {Short}",
            Failed > 0 ? $"{Failed} FAILED" : null]).OfType<string>());

        /// <summary>The reason up to its first clause, without what would break a table.</summary>
        private string Short => (Reason ?? "").ReplaceLineEndings(" ").Replace('|', '/').Split((string[])["; ", ". ", ": it has"], StringSplitOptions.None)[0].TrimEnd('.');
    }
}
