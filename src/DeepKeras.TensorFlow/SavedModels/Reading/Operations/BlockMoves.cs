namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Blocks of space that become rows of the batch or channels, and back.</summary>
internal static class BlockMoves
{
    public static Tensor SpaceToBatch(Tensor x, int[] block, int[] pads)
    {
        int space = block.Length;
        var widths = new (int Before, int After)[x.Shape.Rank];
        for (int i = 0; i < space; i++)
        {
            widths[i + 1] = (pads[2 * i], pads[(2 * i) + 1]);
        }

        x = Ops.Pad(x, widths);
        int batch = x.Shape[0];
        int[] rest = [.. x.Shape.Skip(space + 1)];
        int[] split = [batch, .. Enumerable.Range(0, space).SelectMany(i => new[] { x.Shape[i + 1] / block[i], block[i] }), .. rest];
        int[] order = [.. Enumerable.Range(0, space).Select(i => (2 * i) + 2), 0, .. Enumerable.Range(0, space).Select(i => (2 * i) + 1), .. Enumerable.Range((2 * space) + 1, rest.Length)];
        int[] result = [batch * Product(block), .. Enumerable.Range(0, space).Select(i => x.Shape[i + 1] / block[i]), .. rest];
        return Ops.Reshape(Ops.Transpose(Ops.Reshape(x, split), order), result);
    }

    public static Tensor BatchToSpace(Tensor x, int[] block, int[] crops)
    {
        int space = block.Length, batch = x.Shape[0] / Product(block);
        int[] rest = [.. x.Shape.Skip(space + 1)];
        int[] split = [.. block, batch, .. x.Shape.Skip(1)];
        int[] order = [space, .. Enumerable.Range(0, space).SelectMany(i => new[] { space + 1 + i, i }), .. Enumerable.Range((2 * space) + 1, rest.Length)];
        int[] result = [batch, .. Enumerable.Range(0, space).Select(i => x.Shape[i + 1] * block[i]), .. rest];
        Tensor whole = Ops.Reshape(Ops.Transpose(Ops.Reshape(x, split), order), result);
        for (int i = 0; i < space; i++)
        {
            whole = Ops.Slice(whole, i + 1, crops[2 * i], whole.Shape[i + 1] - crops[(2 * i) + 1]);
        }

        return whole;
    }

    public static Tensor SpaceToDepth(Tensor x, int block)
    {
        int[] s = [.. x.Shape];
        Tensor blocks = Ops.Transpose(Ops.Reshape(x, s[0], s[1] / block, block, s[2] / block, block, s[3]), 0, 1, 3, 2, 4, 5);
        return Ops.Reshape(blocks, s[0], s[1] / block, s[2] / block, block * block * s[3]);
    }

    public static Tensor DepthToSpace(Tensor x, int block)
    {
        int[] s = [.. x.Shape];
        int depth = s[3] / (block * block);
        Tensor blocks = Ops.Transpose(Ops.Reshape(x, s[0], s[1], s[2], block, block, depth), 0, 1, 3, 2, 4, 5);
        return Ops.Reshape(blocks, s[0], s[1] * block, s[2] * block, depth);
    }

    private static int Product(int[] sizes) => sizes.Aggregate(1, (a, b) => checked(a * b));
}
