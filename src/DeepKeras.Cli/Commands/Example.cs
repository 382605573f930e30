namespace DeepKeras.Cli.Commands;

/// <summary>A command line, without the program's name, and what it does.</summary>
internal sealed record Example(string Line, string Does);
