namespace DeepKeras.Tests;

/// <summary>A case asks for something that DeepKeras does not have yet: it is counted apart, and fails only where DEEPKERAS_ORACLES_STRICT is 1.</summary>
internal sealed class NoClassYetException(string what) : Exception($"no class yet: {what}");
