namespace DeepKeras.Layers;

/// <summary>Random rectangles in images.</summary>
internal static class Boxes
{
    /// <summary>Which positions along an axis lie inside: a random place for a piece of a given share of the axis.</summary>
    public static Tensor Within(Tensor images, int axis, int size, Tensor share, Draws draws)
    {
        int[] along = [1, 1, 1, 1];
        along[axis] = size;
        Tensor positions = Ops.Cast(Ops.Reshape(Ops.Positions(images, axis), along), images.DType);
        Tensor length = share * size;
        Tensor start = draws.Uniform() * (size - length);
        return Ops.LogicalAnd(Ops.GreaterEqual(positions, start), Ops.Less(positions, start + length));
    }
}
