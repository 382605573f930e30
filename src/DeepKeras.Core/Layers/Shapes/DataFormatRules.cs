namespace DeepKeras.Layers;

/// <summary>What follows from a <see cref="DataFormat"/>.</summary>
internal static class DataFormatRules
{
    private static readonly string[] SpaceNames = ["depth", "height", "width"];

    /// <summary>The axis of the channels, for a shape of any rank.</summary>
    public static int ChannelAxis(this DataFormat format) => format == DataFormat.ChannelsLast ? -1 : 1;

    /// <summary>The first axis of space.</summary>
    public static int FirstSpace(this DataFormat format) => format == DataFormat.ChannelsLast ? 1 : 2;

    /// <summary>Such as <c>(batch, height, width, channels)</c>.</summary>
    public static string Describe(this DataFormat format, int space)
    {
        string names = space == 1 ? "steps" : string.Join(", ", SpaceNames[^space..]);
        return format == DataFormat.ChannelsLast ? $"(batch, {names}, channels)" : $"(batch, channels, {names})";
    }

    /// <exception cref="ShapeException">The shape has another rank than batch, channels and so many axes of space.</exception>
    public static void Require(this DataFormat format, Shape input, int space)
    {
        if (input.Rank != space + 2)
        {
            throw new ShapeException($"expected shape {format.Describe(space)}, got {input}.");
        }
    }

    /// <summary>The number of channels of an input.</summary>
    /// <exception cref="ShapeException">It is not known, or the rank is another.</exception>
    public static int Channels(this DataFormat format, Shape input, int space)
    {
        format.Require(input, space);
        int channels = format == DataFormat.ChannelsLast ? input[^1] : input[1];
        return channels > 0 ? channels : throw new ShapeException($"expected shape {format.Describe(space)} with a known number of channels, got {input}.");
    }

    /// <summary>Computes on a tensor whose channels stand last, whatever the format.</summary>
    public static Tensor WithChannelsLast(this DataFormat format, Tensor x, Func<Tensor, Tensor> compute) =>
        format == DataFormat.ChannelsLast ? compute(x) : AxisTo(compute(AxisTo(x, 1, -1)), -1, 1);

    /// <summary>Moves one axis; the others keep their order.</summary>
    public static Tensor AxisTo(Tensor x, int from, int to)
    {
        from = x.Shape.Axis(from);
        to = x.Shape.Axis(to);
        if (from == to)
        {
            return x;
        }

        List<int> permutation = [.. Enumerable.Range(0, x.Shape.Rank)];
        permutation.RemoveAt(from);
        permutation.Insert(to, from);
        return Ops.Transpose(x, [.. permutation]);
    }
}
