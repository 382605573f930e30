namespace DeepKeras.Saving;

/// <summary>
/// Further names by which a class is found, such as <c>mse</c> for <c>MeanSquaredError</c>. The class name, its snake case
/// (<c>mean_squared_error</c>) and its lower case are known without it.
/// </summary>
/// <param name="names">The further names.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KerasAliasAttribute(params string[] names) : Attribute
{
    /// <summary>The further names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
