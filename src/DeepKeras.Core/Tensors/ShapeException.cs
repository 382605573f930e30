namespace DeepKeras;

/// <summary>A tensor's shape or dtype does not fit; the message names the layer, what was expected and what came.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An error about a shape.</summary>
    /// <param name="message">The place, what was expected, what came.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>The same error with the place where it happened in front.</summary>
    /// <param name="place">The layer's path.</param>
    /// <param name="inner">The error as it was raised.</param>
    internal ShapeException(string place, ShapeException inner)
        : base($"{place}: {inner.Message}", inner)
    {
    }
}
