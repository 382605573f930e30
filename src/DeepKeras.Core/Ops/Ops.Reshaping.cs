using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The same elements in another shape.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="newShape">The new shape; −1 stands once for what is left over.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public static Tensor Reshape(Tensor x, params int[] newShape) => Emit(new Reshape(newShape), x);

    /// <summary>All elements as a vector.</summary>
    public static Tensor Ravel(Tensor x) => Reshape(x, -1);

    /// <summary>The axes in another order.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">For each axis of the result, the axis it comes from; none: reversed.</param>
    public static Tensor Transpose(Tensor x, params int[] axes)
    {
        int[] order = axes.Length == 0 ? [.. Enumerable.Range(0, x.Shape.Rank).Reverse()] : [.. axes.Select(x.Shape.Axis)];
        return order.Distinct().Count() == order.Length ? Emit(new Transpose(order), x)
            : throw new ShapeException($"[{string.Join(", ", axes)}] is no permutation of the axes of {x.Shape}.");
    }

    /// <summary>Two axes changed for each other.</summary>
    public static Tensor SwapAxes(Tensor x, int axis1, int axis2)
    {
        int[] order = [.. Enumerable.Range(0, x.Shape.Rank)];
        (int a, int b) = (x.Shape.Axis(axis1), x.Shape.Axis(axis2));
        (order[a], order[b]) = (b, a);
        return a == b ? x : Transpose(x, order);
    }

    /// <summary>An axis moved to another place; the others keep their order.</summary>
    public static Tensor MoveAxis(Tensor x, int source, int destination) => MoveAxis(x, [source], [destination]);

    /// <summary>Axes moved to other places; the others keep their order.</summary>
    public static Tensor MoveAxis(Tensor x, int[] source, int[] destination)
    {
        int[] from = [.. source.Select(x.Shape.Axis)];
        int[] to = [.. destination.Select(x.Shape.Axis)];
        int[] order = [.. Enumerable.Repeat(-1, x.Shape.Rank)];
        for (int i = 0; i < from.Length; i++)
        {
            order[to[i]] = from[i];
        }

        var rest = new Queue<int>(Enumerable.Range(0, x.Shape.Rank).Except(from));
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = order[i] < 0 ? rest.Dequeue() : order[i];
        }

        return Transpose(x, order);
    }

    /// <summary>New axes of size 1 at places of the result.</summary>
    public static Tensor ExpandDims(Tensor x, int[] axis)
    {
        int rank = x.Shape.Rank + axis.Length;
        foreach (int place in axis.Select(place => place < 0 ? place + rank : place).Order())
        {
            x = ExpandDims(x, place);
        }

        return x;
    }

    /// <summary>Without axes of size 1 (null: all that have it).</summary>
    public static Tensor Squeeze(Tensor x, int[]? axis = null)
    {
        int[] places = axis is null ? [.. Enumerable.Range(0, x.Shape.Rank).Where(place => x.Shape[place] == 1)] : [.. axis.Select(x.Shape.Axis)];
        foreach (int place in places.OrderDescending())
        {
            x = Squeeze(x, place);
        }

        return x;
    }

    /// <summary>One after the other along an axis, in the dtype to which theirs promote.</summary>
    public static Tensor Concatenate(IReadOnlyList<Tensor> xs, int axis = 0)
    {
        DType type = ResultType([.. xs]);
        return xs.Count == 1 ? xs[0] : Emit(new Concat(xs[0].Shape.Axis(axis)), [.. xs.Select(tensor => Cast(tensor, type))]);
    }

    /// <summary>The second after the first along an axis; null: both as vectors.</summary>
    public static Tensor Append(Tensor x1, Tensor x2, int? axis = null) => axis is int along ? Concatenate([x1, x2], along) : Concatenate([Ravel(x1), Ravel(x2)], 0);

    /// <summary>One after the other along a new axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> x, int axis = 0) => Concatenate([.. x.Select(tensor => ExpandDims(tensor, axis))], axis);

    /// <summary>Side by side: along the second axis, vectors along the first.</summary>
    public static Tensor HStack(IReadOnlyList<Tensor> xs)
    {
        Tensor[] all = [.. xs.Select(x => x.Shape.Rank == 0 ? Reshape(x, 1) : x)];
        return Concatenate(all, all[0].Shape.Rank == 1 ? 0 : 1);
    }

    /// <summary>One below the other: along the first axis, vectors as rows.</summary>
    public static Tensor VStack(IReadOnlyList<Tensor> xs) => Concatenate([.. xs.Select(x => x.Shape.Rank < 2 ? Reshape(x, 1, -1) : x)], 0);

    /// <summary>One behind the other: along the third axis.</summary>
    public static Tensor DStack(IReadOnlyList<Tensor> xs) =>
        Concatenate([.. xs.Select(x => x.Shape.Rank < 2 ? Reshape(x, 1, -1, 1) : x.Shape.Rank == 2 ? ExpandDims(x, 2) : x)], 2);

    /// <summary>A grid's coordinates: each vector spread over the axes of the others.</summary>
    /// <param name="x">Vectors.</param>
    /// <param name="indexing"><c>xy</c>: the first two axes change places; <c>ij</c>: they do not.</param>
    public static IReadOnlyList<Tensor> Meshgrid(IReadOnlyList<Tensor> x, string indexing = "xy")
    {
        if (indexing is not ("xy" or "ij"))
        {
            throw new ArgumentException($"meshgrid's indexing is xy or ij; got \"{indexing}\".", nameof(indexing));
        }

        bool swapped = indexing == "xy" && x.Count > 1;
        Tensor[] flat = [.. x.Select(Ravel)];
        int[] sizes = [.. flat.Select(tensor => tensor.Shape[0])];
        var result = new Tensor[x.Count];
        for (int i = 0; i < flat.Length; i++)
        {
            int[] shape = [.. Enumerable.Repeat(1, flat.Length)];
            shape[i] = -1;
            Tensor spread = BroadcastTo(Reshape(flat[i], shape), sizes);
            result[i] = swapped ? SwapAxes(spread, 0, 1) : spread;
        }

        return result;
    }

    /// <summary>Parts of equal size along an axis.</summary>
    /// <exception cref="ShapeException">The axis does not divide into so many.</exception>
    public static IReadOnlyList<Tensor> Split(Tensor x, int indicesOrSections, int axis = 0)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        return indicesOrSections > 0 && size >= 0 && size % indicesOrSections == 0 ? Split(x, [.. Enumerable.Range(1, indicesOrSections - 1).Select(i => i * (size / indicesOrSections))], axis)
            : throw new ShapeException($"axis {axis} of shape {x.Shape} does not divide into {indicesOrSections} equal parts.");
    }

    /// <summary>Parts along an axis that begin at 0 and at each of the places.</summary>
    public static IReadOnlyList<Tensor> Split(Tensor x, int[] indicesOrSections, int axis = 0)
    {
        int[] starts = [0, .. indicesOrSections];
        return [.. starts.Select((start, i) => i + 1 == starts.Length ? Slice(x, axis, start) : Slice(x, axis, start, Math.Max(start, starts[i + 1])))];
    }

    /// <summary>Parts along an axis, the first ones longer by 1 where it does not divide.</summary>
    public static IReadOnlyList<Tensor> ArraySplit(Tensor x, int indicesOrSections, int axis = 0)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        (int each, int more) = (size / indicesOrSections, size % indicesOrSections);
        return Split(x, [.. Enumerable.Range(1, indicesOrSections - 1).Select(i => (i * each) + Math.Min(i, more))], axis);
    }

    /// <summary>Parts along an axis that begin at 0 and at each of the places.</summary>
    public static IReadOnlyList<Tensor> ArraySplit(Tensor x, int[] indicesOrSections, int axis = 0) => Split(x, indicesOrSections, axis);

    /// <summary>Parts along the second axis, of vectors along the first.</summary>
    public static IReadOnlyList<Tensor> HSplit(Tensor x, int indicesOrSections) => Split(x, indicesOrSections, x.Shape.Rank == 1 ? 0 : 1);

    /// <summary>Parts along the second axis, of vectors along the first.</summary>
    public static IReadOnlyList<Tensor> HSplit(Tensor x, int[] indicesOrSections) => Split(x, indicesOrSections, x.Shape.Rank == 1 ? 0 : 1);

    /// <summary>Parts along the first axis.</summary>
    public static IReadOnlyList<Tensor> VSplit(Tensor x, int indicesOrSections) => Split(x, indicesOrSections, 0);

    /// <summary>Parts along the first axis.</summary>
    public static IReadOnlyList<Tensor> VSplit(Tensor x, int[] indicesOrSections) => Split(x, indicesOrSections, 0);

    /// <summary>Parts along the third axis.</summary>
    public static IReadOnlyList<Tensor> DSplit(Tensor x, int indicesOrSections) => Split(x, indicesOrSections, 2);

    /// <summary>Parts along the third axis.</summary>
    public static IReadOnlyList<Tensor> DSplit(Tensor x, int[] indicesOrSections) => Split(x, indicesOrSections, 2);

    /// <summary>The tensors along an axis, without it.</summary>
    public static IReadOnlyList<Tensor> Unstack(Tensor x, int? num = null, int axis = 0)
    {
        int count = num ?? x.Shape[x.Shape.Axis(axis)];
        return count >= 0 ? [.. Enumerable.Range(0, count).Select(i => At(x, axis, i))]
            : throw new ShapeException($"unstack needs to know the size of axis {axis} of shape {x.Shape}; give it as num.");
    }

    /// <summary>Axes the other way round (null: all).</summary>
    public static Tensor Flip(Tensor x, int[]? axis = null)
    {
        foreach (int along in axis ?? [.. Enumerable.Range(0, x.Shape.Rank)])
        {
            x = Flip(x, along);
        }

        return x;
    }

    /// <summary>The second axis the other way round.</summary>
    public static Tensor FlipLR(Tensor x) => Flip(x, 1);

    /// <summary>The first axis the other way round.</summary>
    public static Tensor FlipUD(Tensor x) => Flip(x, 0);

    /// <summary>Turned by k right angles in the plane of two axes, from the first towards the second.</summary>
    public static Tensor Rot90(Tensor array, int k = 1, int[]? axes = null)
    {
        (int first, int second) = axes is null ? (0, 1) : (array.Shape.Axis(axes[0]), array.Shape.Axis(axes[1]));
        return (((k % 4) + 4) % 4) switch
        {
            0 => array,
            1 => SwapAxes(Flip(array, second), first, second),
            2 => Flip(Flip(array, first), second),
            _ => Flip(SwapAxes(array, first, second), second),
        };
    }

    /// <summary>Moved along axes (null: as one vector); what leaves at the end comes back at the start.</summary>
    public static Tensor Roll(Tensor x, int[] shift, int[]? axis = null)
    {
        if (axis is null)
        {
            return Emit(new Reshape(Enumerable.Range(0, x.Shape.Rank).Select(place => x.Shape[place]).ToArray()), Roll(Ravel(x), [shift.Sum()], [0]));
        }

        for (int i = 0; i < axis.Length; i++)
        {
            int along = x.Shape.Axis(axis[i]);
            int size = x.Shape[along];
            int by = size > 0 ? ((shift[shift.Length == 1 ? 0 : i] % size) + size) % size : 0;
            x = by == 0 ? x : Concatenate([Slice(x, along, size - by), Slice(x, along, 0, size - by)], along);
        }

        return x;
    }

    /// <summary>Each element so many times in turn, along an axis; null: as one vector.</summary>
    public static Tensor Repeat(Tensor x, int repeats, int? axis = null)
    {
        if (axis is null)
        {
            return Repeat(Ravel(x), repeats, 0);
        }

        int along = x.Shape.Axis(axis.Value);
        int size = x.Shape[along];
        int[] dims = [.. Enumerable.Range(0, x.Shape.Rank).Select(place => place < along ? ReshapeDims.Copy(place) : place > along ? ReshapeDims.Copy(place + 1) : size < 0 ? -1 : size * repeats)];
        int[] counts = [.. Enumerable.Range(0, x.Shape.Rank + 1).Select(place => place == along + 1 ? repeats : 1)];
        return Emit(new Reshape(dims), Emit(new Tile(counts), ExpandDims(x, along + 1)));
    }

    /// <summary>Each element as many times as is said for it, along an axis; null: as one vector.</summary>
    public static Tensor Repeat(Tensor x, Tensor repeats, int? axis = null)
    {
        if (axis is null)
        {
            return Repeat(Ravel(x), repeats, 0);
        }

        int along = x.Shape.Axis(axis.Value);
        Tensor counts = BroadcastLike(Ravel(Cast(repeats, DType.Int32)), Positions(x, along));
        Tensor ends = CumSum(counts, 0);
        Tensor places = Emit(new CountTo(), Cast(Sum(counts), DType.Int32));
        return Gather(x, SearchSorted(ends, places, "right"), along);
    }

    /// <summary>Repeated whole, so many times along each axis; missing counts, and missing axes, are 1 in front.</summary>
    public static Tensor Tile(Tensor x, params int[] repeats)
    {
        while (x.Shape.Rank < repeats.Length)
        {
            x = ExpandDims(x, 0);
        }

        return Emit(new Tile(Enumerable.Repeat(1, x.Shape.Rank - repeats.Length).Concat(repeats).ToArray()), x);
    }

    /// <summary>More elements around.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="padWidth">For each axis (before, after).</param>
    /// <param name="constantValues">What the new elements are.</param>
    public static Tensor Pad(Tensor x, IReadOnlyList<(int Before, int After)> padWidth, double constantValues = 0) => Padded(x, padWidth, PadMode.Constant, constantValues);

    /// <summary>More elements around.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="padWidth">For each axis (before, after).</param>
    /// <param name="mode"><c>constant</c>, <c>reflect</c> (the edge is not repeated) or <c>symmetric</c> (it is).</param>
    /// <param name="constantValues">What the new elements are, for <c>constant</c>.</param>
    public static Tensor Pad(Tensor x, IReadOnlyList<(int Before, int After)> padWidth, string mode, double constantValues = 0) => Padded(x, padWidth, mode switch
    {
        "constant" => PadMode.Constant,
        "reflect" => PadMode.Reflect,
        "symmetric" => PadMode.Symmetric,
        _ => throw new ArgumentException($"padding is constant, reflect or symmetric; got \"{mode}\".", nameof(mode)),
    }, constantValues);

    /// <summary>Of a vector, the matrix with it on a diagonal; of a matrix, that diagonal.</summary>
    public static Tensor Diag(Tensor x, int k = 0) => x.Shape.Rank == 1 ? DiagFlat(x, k) : Diagonal(x, k);

    /// <summary>The matrix with all elements on a diagonal and zeros elsewhere.</summary>
    public static Tensor DiagFlat(Tensor x, int k = 0)
    {
        Tensor flat = Ravel(x);
        int size = flat.Shape[0] + Math.Abs(k);
        Tensor longer = Padded(flat, [(0, Math.Abs(k))], PadMode.Constant, 0);
        return Where(Matrix(size, size, DType.Bool, (row, column) => column - row == k), ExpandDims(longer, k >= 0 ? 1 : 0), Zeros([size, size], x.DType));
    }

    /// <summary>A diagonal of two axes, as the last axis; an offset above 0 names one above the main one.</summary>
    public static Tensor Diagonal(Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1)
    {
        Tensor last = MoveAxis(x, [axis1, axis2], [-2, -1]);
        (int rows, int columns) = (last.Shape[^2], last.Shape[^1]);
        if (rows < 0 || columns < 0)
        {
            throw new ShapeException($"a diagonal of axes {axis1} and {axis2} needs their sizes; got shape {x.Shape}.");
        }

        (int row, int column) = (Math.Max(0, -offset), Math.Max(0, offset));
        int size = Math.Max(0, Math.Min(rows - row, columns - column));
        int[] places = [.. Enumerable.Range(0, size).Select(i => ((row + i) * columns) + column + i)];
        return Gather(Merged(last, last.Shape.Rank - 2), Constant(places), last.Shape.Rank - 2);
    }

    /// <summary>The matrices' elements at and below a diagonal, zeros above it.</summary>
    public static Tensor Tril(Tensor x, int k = 0) => Where(Matrix(x.Shape[^2], x.Shape[^1], DType.Bool, (row, column) => column - row <= k), x, ZerosLike(x));

    /// <summary>The matrices' elements at and above a diagonal, zeros below it.</summary>
    public static Tensor Triu(Tensor x, int k = 0) => Where(Matrix(x.Shape[^2], x.Shape[^1], DType.Bool, (row, column) => column - row >= k), x, ZerosLike(x));

    /// <summary>The shape.</summary>
    public static Shape ShapeOf(Tensor x) => x.Shape;

    /// <summary>The dtype.</summary>
    public static DType DTypeOf(Tensor x) => x.DType;

    /// <summary>How many axes there are.</summary>
    public static int Ndim(Tensor x) => x.Shape.Rank;

    /// <summary>The number of elements, as an int32 scalar that is known when data arrive.</summary>
    public static Tensor Size(Tensor x) => Enumerable.Range(0, x.Shape.Rank).Select(axis => Size(x, axis)).Aggregate(Constant(DType.Int32, 1), Multiply);

    /// <summary>The size along an axis, as an int32 scalar that is known when data arrive.</summary>
    public static Tensor Size(Tensor x, int axis) => Emit(new SizeOf(x.Shape.Axis(axis)), x);

    private static Tensor Padded(Tensor x, IReadOnlyList<(int Before, int After)> widths, PadMode mode, double value)
    {
        if (x.DType == DType.Bool)
        {
            return Cast(Padded(Cast(x, DType.UInt8), widths, mode, value), DType.Bool);
        }

        return Emit(new Pad(widths.SelectMany(width => new[] { width.Before, width.After }).ToArray(), mode, value), x);
    }
}
