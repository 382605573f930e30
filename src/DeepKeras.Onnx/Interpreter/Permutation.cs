namespace DeepKeras.Onnx;

/// <summary>Arrays with their axes in another order.</summary>
internal static class Permutation
{
    /// <summary>A copy whose axis i is the array's axis permutation[i].</summary>
    public static HostArray Of(HostArray array, ReadOnlySpan<int> permutation)
    {
        int rank = permutation.Length;
        int[] sizes = new int[rank];
        long[] strides = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            sizes[i] = array.Shape[permutation[i]];
            strides[i] = 1;
            for (int axis = permutation[i] + 1; axis < rank; axis++)
            {
                strides[i] *= array.Shape[axis];
            }
        }

        var result = new HostArray(array.Type, sizes);
        int width = array.Type.Size();
        ReadOnlySpan<byte> from = array.Bytes;
        Span<byte> to = result.Bytes;
        int[] index = new int[rank];
        long at = 0;
        for (int i = 0; i < to.Length; i += width)
        {
            from.Slice((int)(at * width), width).CopyTo(to[i..]);
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                at += strides[axis];
                if (++index[axis] < sizes[axis])
                {
                    break;
                }

                at -= strides[axis] * sizes[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
