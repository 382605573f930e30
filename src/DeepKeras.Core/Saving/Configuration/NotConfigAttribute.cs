namespace DeepKeras.Saving;

/// <summary>
/// The parameter or <c>init</c> property is not part of the config. A parameter so marked needs a default, and no property is generated for it.
/// On a class: it has no config at all, and saving it is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class NotConfigAttribute : Attribute;
