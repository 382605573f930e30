namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Whether arrays are what a definition says.</summary>
internal static class Comparing
{
    /// <summary>Fails unless the array has the shape and, within so many units in the last place, the values.</summary>
    public static void AssertIs(this HostArray actual, Plain expected, double slack, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo((Shape)expected.Shape), $"{what}: shape");
        double tolerance = slack * DTypes.Epsilon(actual.Type);
        for (int i = 0; i < expected.Data.Length; i++)
        {
            double want = actual.Type.IsFloating() ? expected.Data[i] : Wrapped(expected.Data[i], actual.Type);
            if (!Near(actual[i], want, tolerance))
            {
                Assert.Fail($"{what}: element {i} of {actual.Shape} is {actual[i]:R}; expected {want:R} within {tolerance * (1 + Math.Abs(want)):R}.");
            }
        }
    }

    public static bool Near(double actual, double expected, double tolerance) =>
        actual.Equals(expected) || actual == expected || Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected));

    /// <summary>What is left of a whole number in the type's bits.</summary>
    private static double Wrapped(double value, DType type) => type switch
    {
        DType.Int8 => unchecked((sbyte)(long)value),
        DType.Int16 => unchecked((short)(long)value),
        DType.Int32 => unchecked((int)(long)value),
        DType.UInt8 => unchecked((byte)(long)value),
        DType.Bool => value != 0 ? 1 : 0,
        _ => Math.Truncate(value),
    };
}
