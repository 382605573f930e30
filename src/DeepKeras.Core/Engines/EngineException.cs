namespace DeepKeras;

/// <summary>An engine could not do what it was asked to; the message is its own, with the place.</summary>
public sealed class EngineException : Exception
{
    /// <summary>An error of an engine.</summary>
    public EngineException(string message)
        : base(message)
    {
    }

    /// <summary>An error of an engine with its cause.</summary>
    public EngineException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
