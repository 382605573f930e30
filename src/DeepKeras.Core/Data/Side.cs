namespace DeepKeras.Data;

/// <summary>An end of a sequence.</summary>
public enum Side
{
    /// <summary>The beginning: Keras's <c>"pre"</c>.</summary>
    Start,

    /// <summary>The end: Keras's <c>"post"</c>.</summary>
    End,
}
