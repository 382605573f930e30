using System.CommandLine;
using System.Globalization;
using DeepKeras.Cli.Views;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras datasets</c>: the built-in sets, or the card of one.</summary>
internal sealed class DatasetsCommand : ICommand
{
    private readonly Argument<string?> name = new("name") { Description = "A set, to see its card.", Arity = ArgumentArity.ZeroOrOne };

    public string Name => "datasets";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("datasets", "The built-in sets."),
        new("datasets breast-cancer", "What is in one, where it comes from, under which licence."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "List the built-in data sets, or show the card of one.");
        command.Add(name);
        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(name) is not { } given)
        {
            List(terminal);
            return Application.Done;
        }

        DatasetDescriptor set = Datasets.Find(given)
            ?? throw new UsageException(NameSuggestion.Unknown("data set", given, Datasets.All.Select(known => known.Name)));
        Show(terminal, set);
        return Application.Done;
    }

    private static void List(Terminal terminal)
    {
        var table = new TextTable("name", "task", "rows", "features", "what it is");
        foreach (DatasetDescriptor set in Datasets.All)
        {
            table.Add(set.Name, set.Task.ToString().ToLowerInvariant(), Count(set.Rows), Count(set.Features), set.Title);
        }

        table.Write(terminal.Output, leftColumns: 2);
    }

    private static void Show(Terminal terminal, DatasetDescriptor set)
    {
        Dataset data = set.Load();
        TextWriter output = terminal.Output;
        output.WriteLine($"{set.Name}: {set.Title}");
        output.WriteLine($"{data.Task.ToString().ToLowerInvariant()}, {Count(data.Rows)} rows, {Count(data.Features.Count)} features, target \"{data.TargetName}\"");
        if (data.Task != LearningTask.Regression)
        {
            output.WriteLine($"classes: {string.Join(", ", Shares(data))}");
        }

        if (data.ImageShape is { } image)
        {
            output.WriteLine($"images of {string.Join(" x ", image)} (height, width, channels)");
        }

        if (data.Groups is { } groups)
        {
            output.WriteLine($"{Count(groups.Distinct().Count())} groups: rows of one group never stand on both sides of a split");
        }

        if (data.TimeOrdered)
        {
            output.WriteLine("in time order: folds are expanding windows and never look ahead");
        }

        output.WriteLine($"features: {string.Join(", ", data.Features.Take(12).Select(column => column.Name))}{(data.Features.Count > 12 ? ", ..." : "")}");
        if (data.Card is { } card)
        {
            output.WriteLine();
            output.WriteLine(card.Title);
            output.WriteLine($"source: {card.Source}");
            output.WriteLine($"licence: {card.Licence}");
            if (card.Citation is { } citation)
            {
                output.WriteLine($"cite: {citation}");
            }

            foreach (string note in card.Notes)
            {
                output.WriteLine($"- {note}");
            }
        }
    }

    private static IEnumerable<string> Shares(Dataset data)
    {
        var counts = new int[data.Classes.Count];
        foreach (int label in data.Labels)
        {
            counts[label]++;
        }

        return counts.Select((count, c) => $"{data.Classes[c]} ({Count(count)})");
    }

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
