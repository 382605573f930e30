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

        return parsed.Errors[0].SymbolResult switch
        {
            OptionResult { IdentifierToken: null } option => $"{option.Option.Name} is missing.",
            OptionResult option when option.Tokens.Count == 0 => $"{option.Option.Name}: expected {Value(option.Option)}, got nothing.",
            OptionResult option => $"{option.Option.Name}: expected {Value(option.Option)}, got \"{string.Join(' ', option.Tokens.Select(token => token.Value))}\".",
            ArgumentResult argument when argument.Tokens.Count == 0 => $"the argument <{argument.Argument.Name}> is missing.",
            CommandResult missing when missing.Command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument) is null or { Tokens.Count: 0 }) is { } first =>
                $"the argument <{first.Name}> is missing.",
            _ => parsed.Errors[0].Message,
        };
    }

    /// <summary>A message of the library in the words of the command line.</summary>
    public static string AsOptions(string message) => message
        .Replace("say so (HasHeader = false), or true if these are names.", "say so with --no-header; if these are names, with --header.", StringComparison.Ordinal)
        .Replace("set DecimalSeparator to ','", "give --decimal ,", StringComparison.Ordinal)
        .Replace(" (mixed types).", "; --mixed strings takes all of them as words, --mixed missing takes words as missing values.", StringComparison.Ordinal)
        .Replace("no target column was named;", "no target column was named, give one with --target;", StringComparison.Ordinal);

    private static string Value(Option option) =>
        option.ValueType == typeof(int) || option.ValueType == typeof(int?) ? "one whole number"
        : option.ValueType == typeof(double) || option.ValueType == typeof(double?) ? "one number"
        : "one value";

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
