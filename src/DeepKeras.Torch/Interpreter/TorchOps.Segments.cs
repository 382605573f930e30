using DeepKeras.Operations;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

/// <summary>Rows that belong together, wherever they stand.</summary>
internal sealed unsafe partial class TorchOps
{
    /// <summary>
    /// Each segment's rows side by side, filled up with a row that changes nothing, and then reduced: libtorch's reductions have the gradients
    /// that its scattering lacks.
    /// </summary>
    public TorchTensor SegmentReduce(ReduceKind kind, TorchTensor x, TorchTensor segments, int count)
    {
        long[] index = SideBySide(segments, count, out int longest);
        nint table = Empty([count * longest], DType.Int64);
        index.CopyTo(new Span<long>(THSTensor_data(table), index.Length));

        nint neutral = Neutral(kind, In[0]);
        nint* parts = stackalloc nint[] { x.Handle, neutral };
        nint rows = Checked(THSTensor_cat(parts, 2, 0));
        nint picked = Next(rows, THSTensor_index_select(rows, 0, table));
        picked = Next(picked, Reshaped(picked, [count, longest, .. In[0].Shape[1..]]));
        long axis = 1;
        nint result = Next(picked, kind switch
        {
            ReduceKind.Max => THSTensor_amax(picked, &axis, 1, 0),
            ReduceKind.Min => THSTensor_amin(picked, &axis, 1, 0),
            _ => THSTensor_prod_along_dimensions(picked, 1, 0, 1, TorchTypes.Code(In[0].Type)),
        });
        Free(table, neutral);
        return new(result);
    }

    /// <summary>For each segment the rows that belong to it, all lists as long as the longest; the row after the last stands for none.</summary>
    private long[] SideBySide(TorchTensor segments, int count, out int longest)
    {
        int rows = In[1].Shape[0];
        nint ids = LongIndex(segments.Handle, In[1].Type);
        ids = Next(ids, THSTensor_contiguous(ids));
        var of = new ReadOnlySpan<long>(THSTensor_data(ids), rows);
        int[] sizes = new int[count];
        foreach (long id in of)
        {
            if (id >= 0 && id < count)
            {
                sizes[id]++;
            }
        }

        longest = Math.Max(1, sizes.Length == 0 ? 1 : sizes.Max());
        long[] index = new long[(long)count * longest];
        Array.Fill(index, rows);
        Array.Clear(sizes);
        for (int row = 0; row < rows; row++)
        {
            if (of[row] >= 0 && of[row] < count)
            {
                index[(of[row] * longest) + sizes[of[row]]++] = row;
            }
        }

        Free(ids);
        return index;
    }

    private static nint Neutral(ReduceKind kind, TensorType type)
    {
        Shape shape = type.Shape.With(0, 1);
        if (kind == ReduceKind.Prod)
        {
            return Filled(shape, type.Type, 1);
        }

        if (type.Type.IsFloating())
        {
            double largest = type.Type switch
            {
                DType.Float64 => double.MaxValue,
                DType.Float16 => 65504,
                DType.BFloat16 => 3.3895313892515355e38,
                _ => float.MaxValue,
            };
            return Filled(shape, type.Type, kind == ReduceKind.Max ? -largest : largest);
        }

        (long low, long high) = type.Type switch
        {
            DType.Int8 => (sbyte.MinValue, (long)sbyte.MaxValue),
            DType.Int16 => (short.MinValue, short.MaxValue),
            DType.Int32 => (int.MinValue, int.MaxValue),
            DType.UInt8 => (byte.MinValue, byte.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        nint value = Integer(kind == ReduceKind.Max ? low : high, type.Type);
        return Next(value, Expanded(value, shape));
    }
}
