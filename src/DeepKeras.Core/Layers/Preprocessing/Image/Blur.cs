namespace DeepKeras.Layers;

/// <summary>Images smoothed by a bell curve; beyond the edge all is 0.</summary>
internal static class Blur
{
    /// <param name="x">(batch, height, width, channels).</param>
    /// <param name="window">The window's height and width, odd.</param>
    /// <param name="sigmaHeight">The standard deviation along the height, (1, 1, 1, 1).</param>
    /// <param name="sigmaWidth">The one along the width.</param>
    public static Tensor Gaussian(Tensor x, Size2 window, Tensor sigmaHeight, Tensor sigmaWidth)
    {
        int channels = x.Shape[3];
        Tensor kernel = Ops.Reshape(Weights(window.Height, sigmaHeight), window.Height, 1, 1, 1) * Ops.Reshape(Weights(window.Width, sigmaWidth), 1, window.Width, 1, 1);
        Tensor each = Ops.BroadcastTo(Ops.Cast(kernel, x.DType), [window.Height, window.Width, channels, 1]);
        return WindowRules.Depthwise(x, each, [1, 1], [1, 1], Padding.Same);
    }

    private static Tensor Weights(int size, Tensor sigma)
    {
        Tensor distance = Ops.Constant([.. Enumerable.Range(0, size).Select(i => i - ((size - 1) / 2f))]);
        Tensor bell = Ops.Exp(-0.5 * Ops.Square(distance / Ops.Reshape(sigma, 1)));
        return bell / Ops.Sum(bell);
    }
}
