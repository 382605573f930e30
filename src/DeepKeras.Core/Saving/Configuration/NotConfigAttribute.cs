namespace DeepKeras.Saving;

/// <summary>
/// The parameter or <c>init</c> property is not part of the config. A parameter so marked needs a default, and no property is generated for it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class NotConfigAttribute : Attribute;
