namespace DeepKeras.Saving;

/// <summary>No fluent method is generated for this class, such as for a layer that takes several inputs, nor for those derived from it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoFluentMethodAttribute : Attribute;
