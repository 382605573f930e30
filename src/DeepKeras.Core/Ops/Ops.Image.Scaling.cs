namespace DeepKeras;

public static partial class Ops
{
    public static partial class Image
    {
        /// <summary>Arrays scaled and moved along some axes, with half-pixel centres: what was at x comes to be at scale · x + translation. What lies outside is 0.</summary>
        /// <param name="images">Any shape; the axes that are scaled have known sizes.</param>
        /// <param name="outputShape">The shape of the result.</param>
        /// <param name="scale">A factor for each of the axes.</param>
        /// <param name="translation">How far each of them is moved.</param>
        /// <param name="spatialDims">The axes.</param>
        /// <param name="method"><c>linear</c>, <c>cubic</c> (Keys, a = −0.5), <c>lanczos3</c> or <c>lanczos5</c>, or Keras's other names of the first two.</param>
        /// <param name="antialias">Whether a smaller array's elements come from all that they cover.</param>
        /// <exception cref="ArgumentException">There is no such method.</exception>
        public static Tensor ScaleAndTranslate(Tensor images, Shape outputShape, Tensor scale, Tensor translation, Axes spatialDims, string method, bool antialias = true)
        {
            Func<Tensor, Tensor> kernel = method switch
            {
                "linear" or "bilinear" or "trilinear" or "triangle" => x => Maximum(0, 1 - x),
                "cubic" or "bicubic" or "tricubic" => Cubic,
                "lanczos3" => x => Lanczos(x, 3),
                "lanczos5" => x => Lanczos(x, 5),
                _ => throw new ArgumentException($"method: expected linear, cubic, lanczos3 or lanczos5, got {method}.", nameof(method)),
            };
            (scale, translation) = Unify(scale, translation, floating: true);
            Tensor result = Floating(images);
            for (int i = 0; i < spatialDims.Count; i++)
            {
                int axis = images.Shape.Axis(spatialDims[i]);
                if (images.Shape[axis] < 0 || outputShape.Rank != images.Shape.Rank || outputShape[axis] < 0)
                {
                    throw new ShapeException($"expected known sizes of the axes that are scaled, and a new shape of as many axes; got {images.Shape} and {outputShape}.");
                }

                Tensor weights = Shares(images.Shape[axis], outputShape[axis], At(scale, 0, i), At(translation, 0, i), kernel, antialias);
                result = Moved(MatMul(Moved(result, axis, -1), Cast(weights, result.DType)), -1, axis);
            }

            return images.DType.IsFloating() ? result : Cast(Clip(Round(result), Cast(Min(images), result.DType), Cast(Max(images), result.DType)), images.DType);
        }

        /// <summary>How much of each old element is in each new one: (old, new).</summary>
        private static Tensor Shares(int from, int to, Tensor scale, Tensor translation, Func<Tensor, Tensor> kernel, bool antialias)
        {
            Tensor inverse = 1 / scale;
            Tensor width = antialias ? Maximum(inverse, 1) : 1;
            Tensor places = Cast(Constant([.. Enumerable.Range(0, to).Select(i => i + 0.5f)]), scale.DType);
            Tensor old = Cast(Constant([.. Enumerable.Range(0, from).Select(i => (float)i)]), scale.DType);
            Tensor at = (places * inverse) - (translation * inverse) - 0.5;
            Tensor weights = kernel(Abs(ExpandDims(at, 0) - ExpandDims(old, 1)) / width);
            Tensor sum = Sum(weights, [0], keepDims: true);
            Tensor known = Abs(sum) > 1000 * 1.1920928955078125e-7;
            weights = Where(known, weights / Where(NotEqual(sum, 0), sum, 1), 0);
            return Where(ExpandDims(LogicalAnd(at >= -0.5, at <= from - 0.5), 0), weights, 0);
        }

        private static Tensor Cubic(Tensor x)
        {
            Tensor near = (((1.5 * x) - 2.5) * x * x) + 1;
            Tensor far = (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2;
            return Where(x >= 2, 0, Where(x >= 1, far, near));
        }

        private static Tensor Lanczos(Tensor x, double radius)
        {
            Tensor waves = radius * Sin(Math.PI * x) * Sin(Math.PI / radius * x);
            Tensor near = Where(x > 1e-3, waves / Where(NotEqual(x, 0), Math.PI * Math.PI * Square(x), 1), 1);
            return Where(x > radius, 0, near);
        }
    }
}
