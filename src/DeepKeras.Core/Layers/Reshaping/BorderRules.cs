namespace DeepKeras.Layers;

/// <summary>What padding and cropping layers share.</summary>
internal static class BorderRules
{
    /// <exception cref="ArgumentException">A number is below 0.</exception>
    public static T NotNegative<T>(string name, T border)
        where T : IReadOnlyList<Border1> => border.All(axis => axis.Before >= 0 && axis.After >= 0) ? border
        : throw new ArgumentException($"{name}: expected numbers of 0 or more, got {border}.");

    /// <summary>Zeros around the axes of space.</summary>
    public static Tensor Padded(Tensor x, IReadOnlyList<Border1> border, DataFormat format)
    {
        format.Require(x.Shape, border.Count);
        var widths = new (int Before, int After)[x.Shape.Rank];
        for (int i = 0; i < border.Count; i++)
        {
            widths[format.FirstSpace() + i] = (border[i].Before, border[i].After);
        }

        return Ops.Pad(x, widths);
    }

    /// <summary>Without the edges of the axes of space.</summary>
    public static Tensor Cropped(Tensor x, IReadOnlyList<Border1> border, DataFormat format)
    {
        format.Require(x.Shape, border.Count);
        for (int i = 0; i < border.Count; i++)
        {
            int axis = format.FirstSpace() + i;
            (int before, int after) = border[i];
            if (x.Shape[axis] >= 0 && before + after >= x.Shape[axis])
            {
                throw new ShapeException($"expected a cropping that leaves something of axis {axis} of {x.Shape}, got {border[i]}.");
            }

            x = before == 0 && after == 0 ? x : Ops.Slice(x, axis, before, after == 0 ? null : -after);
        }

        return x;
    }
}
