namespace DeepKeras.Cli;

/// <summary>The call was wrong: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
