namespace DeepKeras.Cli.Views;

/// <summary>What a person should know, on the error stream.</summary>
internal static class Notes
{
    public static void Write(Terminal terminal, IEnumerable<string> notes)
    {
        foreach (string note in notes)
        {
            terminal.Error.WriteLine($"note: {note}");
        }
    }

    public static void Written(Terminal terminal, params string?[] files)
    {
        foreach (string? file in files)
        {
            if (file is not null)
            {
                terminal.Error.WriteLine($"written: {file}");
            }
        }
    }
}
