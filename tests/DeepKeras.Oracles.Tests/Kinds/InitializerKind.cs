using System.Text.Json;
using DeepKeras.Initializers;

namespace DeepKeras.Tests;

/// <summary>
/// First weights: exact values of deterministic initializers; for random ones the bounds, and mean and standard deviation within what chance
/// allows, and that they follow from the seed.
/// </summary>
internal sealed class InitializerKind : ICaseKind
{
    private const int Draws = 1_000_000;

    /// <summary>The mean of that many draws is further off once in 10⁸ times.</summary>
    private const double StandardErrors = 5.7;

    public string Kind => "initializer";

    public void Run(OracleCase test)
    {
        var initializer = test.Create<Initializer>();
        WrittenConfig.AssertHolds(test, initializer);
        Shape shape = OracleCase.ShapeOf(test.Field("shape"));
        DType type = test.TryField("dtype", out JsonElement name) ? Enum.Parse<DType>(name.GetString()!, ignoreCase: true) : DType.Float32;
        test.Skip("drawn", "fans", "mean", "std", "min", "max");
        HostArray values = Filled(initializer, type, shape, 1);
        if (test.Array("exact") is { } exact)
        {
            test.AssertClose("exact", exact, values);
            return;
        }

        test.AssertEqual("the same seed gives the same values", true, values.Bytes.SequenceEqual(Filled(initializer, type, shape, 1).Bytes));
        test.AssertEqual("another seed gives others", false, values.Bytes.SequenceEqual(Filled(initializer, type, shape, 2).Bytes));
        if (test.Has("orthogonal"))
        {
            AssertOrthogonal(test, test.Field("orthogonal"), values);
        }

        AssertMoments(test, initializer, type, shape);
    }

    private static HostArray Filled(Initializer initializer, DType type, Shape shape, ulong seed)
    {
        var array = new HostArray(type, shape);
        initializer.Fill(array, seed);
        return array;
    }

    private static void AssertOrthogonal(OracleCase test, JsonElement expected, HostArray values)
    {
        int rows = expected.GetProperty("rows").GetInt32();
        int columns = expected.GetProperty("columns").GetInt32();
        double gain = expected.GetProperty("gain").GetDouble();
        bool ofColumns = expected.GetProperty("of").GetString() == "columns";
        (int count, int length) = ofColumns ? (columns, rows) : (rows, columns);
        double At(int vector, int i) => ofColumns ? values[(i * columns) + vector] : values[(vector * columns) + i];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double product = Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i));
                test.AssertClose($"product of vectors {a} and {b}", a == b ? gain * gain : 0, product);
            }
        }
    }

    private static void AssertMoments(OracleCase test, Initializer initializer, DType type, Shape shape)
    {
        double low = Bound(test, "min", double.NegativeInfinity);
        double high = Bound(test, "max", double.PositiveInfinity);
        double mean = OracleCase.Number(test.Field("mean"));
        double deviation = OracleCase.Number(test.Field("std"));
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        long count = 0;
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        int arrays = (int)Math.Max(1, Math.Min(20_000, Draws / shape.Elements));
        for (int i = 0; i < arrays; i++)
        {
            HostArray values = Filled(initializer, type, shape, RandomSeed.Combine(7, (ulong)i));
            for (long j = 0; j < values.Elements; j++)
            {
                double distance = values[j] - mean;
                (least, most) = (Math.Min(least, values[j]), Math.Max(most, values[j]));
                sum += distance;
                squares += distance * distance;
                fourths += distance * distance * distance * distance;
                count++;
            }
        }

        double variance = squares / count;
        double errorOfMean = deviation / Math.Sqrt(count);
        double errorOfVariance = Math.Sqrt(Math.Max(0, (fourths / count) - (variance * variance)) / count);
        test.AssertEqual("the least is within the bound", true, least >= low - (1e-6 * Math.Abs(low)));
        test.AssertEqual("the most is within the bound", true, most <= high + (1e-6 * Math.Abs(high)));
        test.AssertEqual($"the mean {mean + (sum / count)} is {mean}", true, Math.Abs(sum / count) <= StandardErrors * errorOfMean);
        test.AssertEqual($"the variance {variance} is {deviation * deviation}", true, Math.Abs(variance - (deviation * deviation)) <= StandardErrors * errorOfVariance);
    }

    private static double Bound(OracleCase test, string field, double otherwise) => test.Has(field) ? OracleCase.Number(test.Field(field)) : otherwise;
}
