using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>The C# twins of the Python classes that cases define: what a case says of one must be what its twin does.</summary>
internal static class CustomClasses
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal) { [MeanSquareLoss.Registered] = MeanSquareLoss.Words };

    static CustomClasses() => MeanSquareLoss.Register();

    /// <summary>Registers the twins, and compares the case's words on its classes with theirs.</summary>
    public static void Require(OracleCase test)
    {
        if (!test.TryField("custom_objects", out JsonElement classes) || classes.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty described in classes.EnumerateObject())
        {
            Assert.That(Known, Contains.Key(described.Name), $"{test.FullName}: no twin of {described.Name}: {described.Value}");
            Assert.That(Known[described.Name], Is.EqualTo(described.Value.GetString()), $"{test.FullName}: {described.Name} is another class here");
        }
    }
}
