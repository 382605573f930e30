namespace DeepKeras.Saving;

/// <summary>A config that cannot be read or written: says which object and key, what was expected, and what came.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>An error at a place in a config.</summary>
    /// <param name="path">The place, such as <c>dense_2.kernel_initializer</c>; empty for the whole.</param>
    /// <param name="problem">What was expected and what came.</param>
    /// <param name="inner">The cause, if any.</param>
    public ConfigException(string path, string problem, Exception? inner = null)
        : base(path.Length == 0 ? problem : $"{path}: {problem}", inner) => Path = path;

    /// <summary>The place, such as <c>dense_2.kernel_initializer</c>; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>Whether an error is how a constructor or a layer refuses what it was given: in a config, a setting that is not valid.</summary>
    internal static bool IsRefusal(Exception error) => error is ArgumentException or InvalidOperationException or NotSupportedException or OverflowException or FormatException;
}
