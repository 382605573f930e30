namespace DeepKeras.Tests;

/// <summary>A case asks for something that DeepKeras does not have yet: the case fails.</summary>
internal sealed class NoClassYetException(string what) : Exception($"no class yet: {what}");
