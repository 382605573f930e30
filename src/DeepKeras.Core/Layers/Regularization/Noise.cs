namespace DeepKeras.Layers;

/// <summary>What the layers share that leave values out.</summary>
internal static class Noise
{
    /// <summary>Dropout: zeros, and the others enlarged, while training.</summary>
    public static Tensor Drop(Tensor x, double rate, Shape? noiseShape, long? seed, CallContext context) =>
        !context.Training || rate == 0 ? x
        : rate == 1 ? Ops.ZerosLike(x)
        : x * Ops.Cast(Kept(x, rate, noiseShape, seed, context), x.DType) * (1 / (1 - rate));

    /// <summary>Which values stay: bool, in the shape of the noise.</summary>
    public static Tensor Kept(Tensor x, double rate, Shape? noiseShape, long? seed, CallContext context) =>
        context.RandomUniform(noiseShape is null ? x : Like(x, noiseShape), seed) >= rate;

    /// <summary>A tensor in the shape of the noise; its values do not matter.</summary>
    private static Tensor Like(Tensor x, Shape noiseShape)
    {
        if (noiseShape.Rank != x.Shape.Rank)
        {
            throw new ShapeException($"expected a noise shape of rank {x.Shape.Rank} for {x.Shape}, got {noiseShape}.");
        }

        Tensor like = x;
        for (int axis = 0; axis < noiseShape.Rank; axis++)
        {
            int size = noiseShape[axis];
            if (size == 1)
            {
                like = Ops.Slice(like, axis, 0, 1);
            }
            else if (size != Shape.Unknown && x.Shape[axis] != Shape.Unknown && size != x.Shape[axis])
            {
                throw new ShapeException($"a noise shape has 1, the input's size or −1 along each axis; got {noiseShape} for {x.Shape}.");
            }
        }

        return like;
    }
}
