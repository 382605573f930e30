using DeepKeras.Saving;

namespace DeepKeras.Tests.Generators.StandIns;

// Small types of one JSON value each, as the library's own are.

internal sealed record Activation(string Name) : IConfigValue<Activation>
{
    public static implicit operator Activation(string name) => new(name);

    public static Activation Read(ConfigValue value) => value.IsNull ? "linear" : value.AsString();

    public void Write(ConfigValueWriter writer) => writer.Write(Name);
}

internal readonly record struct Size2(int Height, int Width) : IConfigValue<Size2>
{
    public static implicit operator Size2(int side) => new(side, side);

    public static Size2 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        int[] sides = value.AsList(static side => side.AsInt());
        return sides.Length == 2 ? new(sides[0], sides[1]) : throw value.Expected("an integer or two");
    }

    public void Write(ConfigValueWriter writer) => writer.WriteList<int>([Height, Width], static (w, side) => w.Write(side));
}

/// <summary>A number, which Keras keeps as float32, or a schedule.</summary>
internal sealed record LearningRate(float Constant, Schedule? Schedule) : IConfigValue<LearningRate>
{
    public static implicit operator LearningRate(float constant) => new(constant, null);

    public static LearningRate Read(ConfigValue value) => value.IsNumber ? value.AsFloat() : new LearningRate(0, value.AsKeras<Schedule>());

    public void Write(ConfigValueWriter writer)
    {
        if (Schedule is null)
        {
            writer.Write(Constant);
        }
        else
        {
            writer.WriteKeras(Schedule);
        }
    }
}

internal enum Padding
{
    Valid,
    Same,
}

internal enum DataFormat
{
    ChannelsLast,
    ChannelsFirst,
}

internal enum Reduction
{
    SumOverBatchSize,
    Sum,
    Mean,
    MeanWithSampleWeight,
    None,
}

internal enum FanMode
{
    FanIn,
    FanOut,
    FanAvg,
}

internal enum Distribution
{
    TruncatedNormal,
    UntruncatedNormal,
    Uniform,
}
