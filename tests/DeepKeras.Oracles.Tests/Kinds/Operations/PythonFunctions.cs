namespace DeepKeras.Tests.Operations;

/// <summary>The functions that cases give in Python, in C#.</summary>
internal static class PythonFunctions
{
    private static readonly Dictionary<string, Delegate[]> Known = [];

    /// <summary>The function of a type by its source.</summary>
    /// <exception cref="NoClassYetException">It is not in the table.</exception>
    public static Delegate Get(string source, Type type) =>
        !Known.TryGetValue(source, out Delegate[]? functions) ? throw new NoClassYetException($"the Python function {source}")
        : Array.Find(functions, type.IsInstanceOfType) ?? throw new MismatchException($"{source} is not there as {type}");
}
