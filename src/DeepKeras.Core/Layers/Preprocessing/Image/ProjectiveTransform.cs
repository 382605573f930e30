using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>
/// Images seen through a projective map: the pixel at (x, y) of the result comes from ((a₀x + a₁y + a₂) / k, (b₀x + b₁y + b₂) / k) with
/// k = c₀x + c₁y + 1. TensorFlow's ImageProjectiveTransformV3, and its gradient: the gradient seen through the inverse map.
/// </summary>
internal static class ProjectiveTransform
{
    /// <param name="images">(batch, height, width, channels), sizes known but the batch.</param>
    /// <param name="map">a₀, a₁, a₂, b₀, b₁, b₂, c₀, c₁, each (batch, 1, 1, 1) or a number.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="mode">What lies beyond the edge.</param>
    /// <param name="fill">The value there, for <see cref="FillMode.Constant"/>.</param>
    public static Tensor Apply(Tensor images, Tensor[] map, Interpolation interpolation, FillMode mode, double fill)
    {
        // Without weights before it, no gradient goes to the images while a model is trained.
        Tensor result = Seen(Ops.StopGradient(images), map, interpolation, mode, fill);
        if (!DependsOnWeights(images) && Trace.Current is { GradientsToInputs: false })
        {
            return result;
        }

        // A function of the images whose gradient is the inverse map's picture, added as 0.
        Tensor probe = Ops.ZerosLike(images);
        Tensor through = Ops.Sum(Seen(probe, Inverse(map), interpolation, mode, 0) * images);
        Tensor carrier = Ops.Gradients(through, [probe])[0];
        return result + (carrier - Ops.StopGradient(carrier));
    }

    private static bool DependsOnWeights(Tensor tensor)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([tensor.Node]);
        while (pending.TryPop(out Node? node))
        {
            if (node is VariableNode)
            {
                return true;
            }

            if (node is OpNode op && seen.Add(node))
            {
                foreach (Tensor input in op.Inputs)
                {
                    pending.Push(input.Node);
                }
            }
        }

        return false;
    }

    private static Tensor Seen(Tensor images, Tensor[] m, Interpolation interpolation, FillMode mode, double fill)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor y = Ops.Reshape(Ops.Constant([.. Enumerable.Range(0, height).Select(i => (float)i)]), 1, height, 1, 1);
        Tensor x = Ops.Reshape(Ops.Constant([.. Enumerable.Range(0, width).Select(i => (float)i)]), 1, 1, width, 1);
        Tensor k = (m[6] * x) + (m[7] * y) + 1;
        Tensor fromX = Beyond(((m[0] * x) + (m[1] * y) + m[2]) / k, width, mode);
        Tensor fromY = Beyond(((m[3] * x) + (m[4] * y) + m[5]) / k, height, mode);
        return Sampled(images, fromY, fromX, interpolation, fill);
    }

    /// <summary>The pixels at places (batch, height, width, 1); <paramref name="fill"/> where there is none.</summary>
    public static Tensor Sampled(Tensor images, Tensor y, Tensor x, Interpolation interpolation, double fill)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor rows = Ops.Reshape(images, ReshapeDims.Copy(0), height * width, images.Shape[3]);
        if (interpolation == Interpolation.Nearest)
        {
            return Pixel(HalfAway(y), HalfAway(x));
        }

        Tensor top = Ops.Floor(y);
        Tensor left = Ops.Floor(x);
        Tensor low = ((left + 1 - x) * Pixel(top, left)) + ((x - left) * Pixel(top, left + 1));
        Tensor high = ((left + 1 - x) * Pixel(top + 1, left)) + ((x - left) * Pixel(top + 1, left + 1));
        return ((top + 1 - y) * low) + ((y - top) * high);

        Tensor Pixel(Tensor row, Tensor column)
        {
            Tensor inside = Ops.LogicalAnd(
                Ops.LogicalAnd(Ops.GreaterEqual(row, 0), Ops.LessEqual(row, height - 1)),
                Ops.LogicalAnd(Ops.GreaterEqual(column, 0), Ops.LessEqual(column, width - 1)));
            Tensor place = (Ops.Clip(row, 0, height - 1) * width) + Ops.Clip(column, 0, width - 1);
            Tensor index = Ops.BroadcastLike(Ops.Reshape(Ops.Cast(place, DType.Int32), ReshapeDims.Rest, place.Shape[1] * place.Shape[2], 1), rows);
            Tensor pixels = Ops.Reshape(Ops.TakeAlongAxis(rows, index, 1), ReshapeDims.Copy(0), place.Shape[1], place.Shape[2], images.Shape[3]);
            return Ops.Where(inside, pixels, fill);
        }
    }

    /// <summary>Where a coordinate beyond the edge leads, on an axis of the given size.</summary>
    public static Tensor Beyond(Tensor at, int size, FillMode mode)
    {
        if (mode == FillMode.Constant)
        {
            return at;
        }

        if (mode == FillMode.Reflect && size > 1)
        {
            // TensorFlow's steps, in its order.
            double period = 2.0 * size;
            Tensor shifted = Ops.Where(at < period, at + (period * Ops.Floor(-at / period)), at);
            Tensor below = Ops.Where(shifted < -size, shifted + period, -shifted - 1);
            Tensor rest = at - (period * Ops.Floor(at / period));
            Tensor above = Ops.Where(rest >= size, period - rest - 1, rest);
            at = Ops.Where(at < 0, below, Ops.Where(at > size - 1, above, at));
        }
        else if (mode == FillMode.Wrap && size > 1)
        {
            double last = size - 1;
            Tensor below = at + (size * (Ops.Floor(-at / last) + 1));
            Tensor above = at - (size * Ops.Floor(at / last));
            at = Ops.Where(at < 0, below, Ops.Where(at > last, above, at));
        }

        return Ops.Clip(at, 0, size - 1);
    }

    private static Tensor HalfAway(Tensor x) => Ops.Sign(x) * Ops.Floor(Ops.Abs(x) + 0.5);

    /// <summary>The inverse of the 3 × 3 matrix, with 1 at its last place.</summary>
    private static Tensor[] Inverse(Tensor[] m)
    {
        (Tensor a0, Tensor a1, Tensor a2, Tensor b0, Tensor b1, Tensor b2, Tensor c0, Tensor c1) = (m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]);
        Tensor last = (a0 * b1) - (a1 * b0);
        Tensor[] adjugate =
        [
            b1 - (b2 * c1), (a2 * c1) - a1, (a1 * b2) - (a2 * b1),
            (b2 * c0) - b0, a0 - (a2 * c0), (a2 * b0) - (a0 * b2),
            (b0 * c1) - (b1 * c0), (a1 * c0) - (a0 * c1),
        ];
        return [.. adjugate.Select(entry => entry / last)];
    }
}
