using System.CommandLine;
using DeepKeras.Data;

namespace DeepKeras.Cli.Options;

/// <summary>The data a command works on: a built-in set's name or a CSV file, and how the file is read.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> target = Text("--target", "COLUMN", "The column to predict.");
    private readonly Option<string?> task = Text("--task", "TASK", "What to learn: binary, multiclass or regression; without it, it follows from the target.");
    private readonly Option<string?> group = Text("--group", "COLUMN", "A column that says which rows belong together (a person, a writer): such rows never stand on both sides of a split.");
    private readonly Option<string?> time = Text("--time", "COLUMN", "A column of numbers or ISO dates to sort by; splits then never look ahead.");
    private readonly Option<bool> timeOrdered = new("--time-ordered") { Description = "The rows are in time order already." };
    private readonly Option<string[]> ignore = Many("--ignore", "COLUMN", "Leave a column out; can be given several times, as can --number, --category, --text and --missing.");
    private readonly Option<string[]> numbers = Many("--number", "COLUMN", "A column that must hold numbers.");
    private readonly Option<string[]> categories = Many("--category", "COLUMN", "A column of categories, even if it looks like numbers or text.");
    private readonly Option<string[]> texts = Many("--text", "COLUMN", "A column of free text.");
    private readonly Option<string?> delimiter = Text("--delimiter", "CHARACTER", "Between fields: one character, or the word tab. Without it: the most frequent of , ; tab | in the first line.");
    private readonly Option<string?> decimals = Text("--decimal", "CHARACTER", "Before a number's fraction: . (the default) or ,");
    private readonly Option<bool> noHeader = new("--no-header") { Description = "The first line is data; columns are then called column1, column2, ..." };
    private readonly Option<bool> header = new("--header") { Description = "The first line names the columns even if it holds only numbers." };
    private readonly Option<string[]> missing = Many("--missing", "WORD", "A word that stands for a missing value, instead of NA, NaN, nan, null, NULL and ?. An empty field always does.");
    private readonly Option<string?> mixed = Text("--mixed", "HOW", "A column of numbers with some words in it: refuse (the default), strings (all are words) or missing (the words are missing values).");
    private readonly Option<int?> maxCategories = new("--max-categories") { HelpName = "N", Description = "The most different words in a column of categories; with more it is text. Without it: 100." };
    private readonly bool withTarget;

    /// <param name="withTarget">Whether the target and the parts of columns are asked for.</param>
    /// <param name="optional">Whether there may be no data.</param>
    public DataOptions(bool withTarget = true, bool optional = false)
    {
        this.withTarget = withTarget;
        Data = new("data")
        {
            Description = "A built-in set's name, or a CSV file (plain or gzip).",
            Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
    }

    public Argument<string?> Data { get; }

    private IEnumerable<Option> ForCsv => withTarget
        ? [target, task, group, time, timeOrdered, ignore, numbers, categories, texts, delimiter, decimals, noHeader, header, missing, mixed, maxCategories]
        : [delimiter, decimals, noHeader, header, missing];

    /// <summary>Adds the argument and the options, the command's own ones after those that say what is asked.</summary>
    public void AddTo(Command command, params IReadOnlyList<Option> own)
    {
        command.Add(Data);
        Option[] first = withTarget ? [target, task] : [];
        foreach (Option option in first.Concat(own).Concat(ForCsv.Except(first)))
        {
            command.Add(option);
        }
    }

    /// <summary>Whether the data are a built-in set.</summary>
    public bool IsBuiltIn(ParseResult parsed)
    {
        string data = parsed.GetRequiredValue(Data)!;
        return !File.Exists(data) && Datasets.Find(data) is not null;
    }

    /// <summary>The data sets where built-in ones are listed with commas; null where there is one.</summary>
    /// <exception cref="UsageException">One of several is no built-in set, or stands there twice.</exception>
    public IReadOnlyList<Dataset>? Several(ParseResult parsed)
    {
        string given = parsed.GetRequiredValue(Data)!;
        if (!given.Contains(',') || File.Exists(given))
        {
            return null;
        }

        string[] names = given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names)
        {
            if (Datasets.Find(name) is null)
            {
                throw new UsageException($"several sets are built-in ones, separated by commas; {NameSuggestion.Unknown("data set", name, Datasets.All.Select(set => set.Name))}");
            }
        }

        return names.Length >= 2 && names.Distinct().Count() == names.Length ? [.. names.Select(name => Datasets.Load(name))]
            : throw new UsageException($"expected each set once, and at least two; got {given}.");
    }

    /// <summary>The data set.</summary>
    /// <exception cref="UsageException">There is none of that name, or an option does not apply.</exception>
    public Dataset Load(ParseResult parsed)
    {
        string data = parsed.GetRequiredValue(Data)!;
        if (IsBuiltIn(parsed))
        {
            if (ForCsv.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } needless)
            {
                throw new UsageException($"{needless.Name} is for CSV files; {data} is a built-in set that brings its own target and columns.");
            }

            return Datasets.Load(data);
        }

        return CsvReader.ReadDataset(FileOf(data), Read(parsed));
    }

    /// <summary>Further rows in a file of the same columns, such as a test set, in the form of the data they go with.</summary>
    /// <exception cref="UsageException">There is no such file, or no such built-in set beside one.</exception>
    public Dataset LoadMore(ParseResult parsed, string option, string path, Dataset like)
    {
        if (IsBuiltIn(parsed))
        {
            return Datasets.Find(path) is null
                ? throw new UsageException($"{option}: {like.Name} is a built-in set, and {NameSuggestion.Unknown("data set", path, Datasets.All.Select(set => set.Name))}")
                : Datasets.Load(path);
        }

        return CsvReader.ReadDataset(FileOf(path), Read(parsed) with
        {
            Target = like.TargetName,
            Task = like.Task == LearningTask.Regression ? LearningTask.Regression : null,
            GroupColumn = null,
            TimeColumn = null,
            NumberColumns = Of(ColumnKind.Number),
            CategoryColumns = Of(ColumnKind.Category),
            TextColumns = Of(ColumnKind.Text),
        });

        string[] Of(ColumnKind kind) => [.. like.Features.Where(column => column.Kind == kind).Select(column => column.Name)];
    }

    /// <summary>The path of the CSV file.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static string FileOf(string data)
    {
        if (File.Exists(data))
        {
            return data;
        }

        if (Directory.Exists(data))
        {
            throw new UsageException($"{data} is a folder, expected a CSV file or a built-in set's name.");
        }

        bool looksLikeFile = data.Contains('/') || data.Contains('\\') || data.Contains('.');
        throw new UsageException(looksLikeFile
            ? $"{data}: no such file."
            : $"no such file, and {NameSuggestion.Unknown("data set", data, Datasets.All.Select(set => set.Name))}");
    }

    /// <summary>How the file is read.</summary>
    /// <exception cref="UsageException">An option has a value that it cannot have.</exception>
    public CsvOptions Read(ParseResult parsed)
    {
        if (parsed.GetValue(header) && parsed.GetValue(noHeader))
        {
            throw new UsageException("--header and --no-header cannot both hold.");
        }

        var options = new CsvOptions
        {
            Delimiter = Character(parsed, delimiter),
            HasHeader = parsed.GetValue(header) ? true : parsed.GetValue(noHeader) ? false : null,
        };
        options = options with
        {
            DecimalSeparator = Character(parsed, decimals) switch
            {
                null => options.DecimalSeparator,
                '.' => '.',
                ',' => ',',
                char other => throw new UsageException($"--decimal: expected . or , and got \"{other}\"."),
            },
            MissingValues = parsed.GetValue(missing) is { Length: > 0 } words ? words : options.MissingValues,
        };
        return !withTarget ? options : options with
        {
            Target = parsed.GetValue(target),
            Task = Choice<LearningTask>(parsed, task),
            GroupColumn = parsed.GetValue(group),
            TimeColumn = parsed.GetValue(time),
            TimeOrdered = parsed.GetValue(timeOrdered),
            IgnoredColumns = parsed.GetValue(ignore) ?? [],
            NumberColumns = parsed.GetValue(numbers) ?? [],
            CategoryColumns = parsed.GetValue(categories) ?? [],
            TextColumns = parsed.GetValue(texts) ?? [],
            Mixed = Choice<MixedColumns>(parsed, mixed) ?? options.Mixed,
            MaxCategories = parsed.GetValue(maxCategories) switch
            {
                null => options.MaxCategories,
                int most and >= 1 => most,
                int most => throw new UsageException($"--max-categories: expected 1 or more, got {most}."),
            },
        };
    }

    private static T? Choice<T>(ParseResult parsed, Option<string?> option)
        where T : struct, Enum
    {
        if (parsed.GetValue(option) is not { } given)
        {
            return null;
        }

        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        int index = Array.IndexOf(names, given.ToLowerInvariant());
        return index >= 0
            ? Enum.GetValues<T>()[index]
            : throw new UsageException(NameSuggestion.Unknown($"value of {option.Name}", given, names));
    }

    private static char? Character(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        { Length: 1 } one => one[0],
        string other => throw new UsageException($"{option.Name}: expected one character, got \"{other}\"."),
    };

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
