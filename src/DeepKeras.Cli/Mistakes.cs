using System.CommandLine;
using System.CommandLine.Parsing;

namespace DeepKeras.Cli;

/// <summary>A wrong command line in a sentence that names the nearest right one.</summary>
internal static class Mistakes
{
    public static string Sentence(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string? unknown = parsed.UnmatchedTokens.FirstOrDefault();
        if (unknown is not null && unknown.StartsWith('-'))
        {
            return NameSuggestion.Unknown("option", unknown, Options(parsed.CommandResult));
        }

        if (unknown is not null && command is RootCommand)
        {
            return NameSuggestion.Unknown("command", unknown, command.Subcommands.Select(sub => sub.Name));
        }

        return parsed.Errors[0].Message;
    }

    private static IEnumerable<string> Options(CommandResult result)
    {
        IEnumerable<Option> options = result.Command.Options;
        for (SymbolResult? parent = result.Parent; parent is CommandResult above; parent = above.Parent)
        {
            options = options.Concat(above.Command.Options.Where(option => option.Recursive));
        }

        return options.Select(option => option.Name).Distinct();
    }
}
