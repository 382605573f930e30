namespace DeepKeras.Saving;

/// <summary>The key is left out of the config when the value is null (as Keras leaves out <c>activity_regularizer</c>); else null is written.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class OmitWhenNullAttribute : Attribute;
