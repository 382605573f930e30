using System.Globalization;

namespace DeepKeras.Cli;

/// <summary>Where the program writes: results to the output, progress and errors to the error stream.</summary>
internal sealed record Terminal(TextWriter Output, TextWriter Error)
{
    private const int WidthWhenPiped = 100;

    /// <summary>Whether a person looks at the output.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person looks at the error stream, so that progress is shown live.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns a line may take.</summary>
    public int Width { get; init; } = WidthWhenPiped;

    /// <summary>Stops the job.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The console's width, or <c>COLUMNS</c>, or 100 where neither is known.</summary>
    public static int WidthOfConsole()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns >= 40)
        {
            return columns;
        }

        try
        {
            return !Console.IsOutputRedirected && Console.WindowWidth >= 40 ? Console.WindowWidth : WidthWhenPiped;
        }
        catch (IOException)
        {
            return WidthWhenPiped;
        }
    }
}
