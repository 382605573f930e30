namespace DeepKeras.Saving;

/// <summary>
/// The constructor whose parameters are the config. Without it: the primary constructor, else the public one with the most parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class ConfigConstructorAttribute : Attribute;
