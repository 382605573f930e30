namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Python's slices, such as <c>x[:, 1:-1:2, tf.newaxis, 0, ...]</c>.</summary>
internal static class StridedSlice
{
    public static Tensor Translate(NodeCall call)
    {
        Tensor x = call[0];
        long[] begin = call.Longs(1), end = call.Longs(2), strides = call.Longs(3);
        int ellipsis = call.Int("ellipsis_mask"), added = call.Int("new_axis_mask"), removed = call.Int("shrink_axis_mask");
        if (begin.Length != strides.Length || end.Length != strides.Length || begin.Length > 31)
        {
            throw call.Wrong("as many starts as ends and steps", $"{begin.Length}, {end.Length} and {strides.Length}");
        }

        int named = Enumerable.Range(0, begin.Length).Count(i => ((ellipsis | added) >> i & 1) == 0);
        int axis = 0;
        for (int i = 0; i < begin.Length; i++)
        {
            if ((ellipsis >> i & 1) != 0)
            {
                // What is named behind it still has its axes.
                int behind = Enumerable.Range(i + 1, begin.Length - i - 1).Count(j => (added >> j & 1) == 0);
                int before = named - behind;
                axis += call[0].Shape.Rank - behind - before;
            }
            else if ((added >> i & 1) != 0)
            {
                x = Ops.ExpandDims(x, axis++);
            }
            else if ((removed >> i & 1) != 0)
            {
                long at = begin[i] < 0 ? begin[i] + x.Shape[axis] : begin[i];
                x = at >= 0 && at < x.Shape[axis] ? Ops.At(x, axis, (int)at) : throw call.Wrong($"a place on axis {axis} of {x.Shape}", $"{begin[i]}");
            }
            else
            {
                x = Part(call, x, axis++, (call.Int("begin_mask") >> i & 1) != 0 ? null : begin[i], (call.Int("end_mask") >> i & 1) != 0 ? null : end[i], strides[i]);
            }
        }

        return x;
    }

    private static Tensor Part(NodeCall call, Tensor x, int axis, long? begin, long? end, long step)
    {
        int size = x.Shape[axis];
        if (step is 0 or > int.MaxValue or < -int.MaxValue)
        {
            throw call.Wrong("a step other than 0", $"{step}");
        }

        if (step > 0)
        {
            int first = (int)Math.Clamp(Place(begin, size) ?? 0, 0, size), last = (int)Math.Clamp(Place(end, size) ?? size, 0, size);
            return first == 0 && last == size && step == 1 ? x : Ops.Slice(x, axis, first, Math.Max(first, last), (int)step);
        }

        // Backwards: the same from the mirrored end.
        int start = (int)Math.Clamp(Place(begin, size) ?? size - 1, -1, size - 1), stop = (int)Math.Clamp(Place(end, size) ?? -1, -1, size - 1);
        int from = size - 1 - start, to = size - 1 - stop;
        return Ops.Slice(Ops.Flip(x, axis), axis, from, Math.Max(from, to), (int)-step);
    }

    private static long? Place(long? position, int size) => position < 0 ? position + size : position;
}
