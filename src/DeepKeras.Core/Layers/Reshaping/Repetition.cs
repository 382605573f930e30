using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>What upsampling layers share.</summary>
internal static class Repetition
{
    /// <summary>Each slice along an axis so many times, one after the other: 1 1 2 2 3 3.</summary>
    public static Tensor Along(Tensor x, int axis, int times)
    {
        if (times == 1)
        {
            return x;
        }

        int rank = x.Shape.Rank;
        int[] repeats = [.. Enumerable.Repeat(1, rank + 1)];
        repeats[axis + 1] = times;
        Tensor tiled = Ops.Tile(Ops.ExpandDims(x, axis + 1), repeats);
        int size = x.Shape[axis] < 0 ? ReshapeDims.Rest : x.Shape[axis] * times;
        return Ops.Reshape(tiled, [.. Enumerable.Range(0, axis).Select(ReshapeDims.Copy), size, .. Enumerable.Range(axis + 2, rank - axis - 1).Select(ReshapeDims.Copy)]);
    }
}
