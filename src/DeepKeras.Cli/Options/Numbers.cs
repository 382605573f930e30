namespace DeepKeras.Cli.Options;

/// <summary>Checks of numbers given on the command line.</summary>
internal static class Numbers
{
    /// <exception cref="UsageException">The number is too small.</exception>
    public static void AtLeast(string option, int? value, int least)
    {
        if (value < least)
        {
            throw new UsageException($"{option}: expected {least} or more, got {value}.");
        }
    }
}
