using DeepKeras.Layers;

namespace DeepKeras;

public static partial class Ops
{
    public static partial class Image
    {
        /// <summary>
        /// Images moved by a projective map: the pixel at (x, y) of the result is the one at ((a₀x + a₁y + a₂) / k, (b₀x + b₁y + b₂) / k) with
        /// k = c₀x + c₁y + 1. As TensorFlow computes it, its borders and its gradient, which is seen through the inverse map.
        /// </summary>
        /// <param name="images">Images.</param>
        /// <param name="transform">a₀, a₁, a₂, b₀, b₁, b₂, c₀, c₁: 8 numbers, or (batch, 8).</param>
        /// <param name="interpolation">Nearest or bilinear.</param>
        /// <param name="fillMode">What lies beyond the edge.</param>
        /// <param name="fillValue">The value there, for <see cref="FillMode.Constant"/>.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor AffineTransform(
            Tensor images, Tensor transform, Interpolation interpolation = Interpolation.Bilinear, FillMode fillMode = FillMode.Constant, double fillValue = 0, DataFormat dataFormat = DataFormat.ChannelsLast)
        {
            if (transform.Shape.Rank is not (1 or 2) || transform.Shape[^1] != 8)
            {
                throw new ShapeException($"expected a map of 8 numbers, or one for each image, got shape {transform.Shape}.");
            }

            Tensor each = Cast(transform.Shape.Rank == 1 ? ExpandDims(transform, 0) : transform, DType.Float32);
            Tensor[] map = [.. Enumerable.Range(0, 8).Select(i => Reshape(Slice(each, 1, i, i + 1), -1, 1, 1, 1))];
            ImageRules.NearestOrBilinear(interpolation);
            return Batched(images, dataFormat, image =>
            {
                Tensor part = image.DType.IsFloating() ? image : Cast(image, DType.Float32);
                return Cast(ProjectiveTransform.Apply(part, map, interpolation, fillMode, fillValue), image.DType);
            });
        }

        /// <summary>Images seen from elsewhere: four points of the image come to lie where four others are.</summary>
        /// <param name="images">Images.</param>
        /// <param name="startPoints">Four points (x, y): (4, 2), or (batch, 4, 2).</param>
        /// <param name="endPoints">Where they come to lie, in the same shape.</param>
        /// <param name="interpolation">Nearest or bilinear.</param>
        /// <param name="fillValue">The value beyond the edge.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor PerspectiveTransform(
            Tensor images, Tensor startPoints, Tensor endPoints, Interpolation interpolation = Interpolation.Bilinear, double fillValue = 0, DataFormat dataFormat = DataFormat.ChannelsLast)
        {
            if (startPoints.Shape.Rank is not (2 or 3) || startPoints.Shape[^1] != 2 || startPoints.Shape[^2] != 4 || !startPoints.Shape.IsCompatibleWith(endPoints.Shape))
            {
                throw new ShapeException($"expected four points and where they come to lie, (4, 2) or (batch, 4, 2); got {startPoints.Shape} and {endPoints.Shape}.");
            }

            // Two equations for each point: u (c₀x + c₁y + 1) = a₀x + a₁y + a₂, and the same of v with b.
            Tensor start = Cast(Reshape(startPoints, -1, 4, 2), DType.Float32);
            Tensor end = Cast(Reshape(endPoints, -1, 4, 2), DType.Float32);
            (Tensor u, Tensor v) = (Slice(start, 2, 0, 1), Slice(start, 2, 1, 2));
            (Tensor x, Tensor y) = (Slice(end, 2, 0, 1), Slice(end, 2, 1, 2));
            (Tensor one, Tensor zero) = (OnesLike(x), ZerosLike(x));
            Tensor first = Concatenate([x, y, one, zero, zero, zero, -(u * x), -(u * y)], 2);
            Tensor second = Concatenate([zero, zero, zero, x, y, one, -(v * x), -(v * y)], 2);
            Tensor map = Solve(Concatenate([first, second], 1), Concatenate([u, v], 1));
            return AffineTransform(images, Reshape(map, -1, 8), interpolation, FillMode.Constant, fillValue, dataFormat);
        }

        /// <summary>The elements at places between the elements.</summary>
        /// <param name="inputs">An array of known shape.</param>
        /// <param name="coordinates">The places: (axes of the array, …).</param>
        /// <param name="order">0: the nearest element, halves to the even one; 1: linear between neighbours.</param>
        /// <param name="fillMode">What lies beyond the edge.</param>
        /// <param name="fillValue">The value there, for <see cref="CoordinateFill.Constant"/>.</param>
        /// <returns>(…), in the dtype of the array; whole numbers are rounded.</returns>
        public static Tensor MapCoordinates(Tensor inputs, Tensor coordinates, int order, CoordinateFill fillMode = CoordinateFill.Constant, double fillValue = 0)
        {
            Shape shape = inputs.Shape;
            if (!shape.IsKnown || coordinates.Shape.Rank < 2 || coordinates.Shape[0] != shape.Rank || order is not (0 or 1))
            {
                throw new ShapeException($"expected an array of known shape, coordinates (axes, …) and an order of 0 or 1; got {shape}, {coordinates.Shape} and {order}.");
            }

            coordinates = Floating(coordinates);
            Tensor flat = Cast(Reshape(inputs, -1), coordinates.DType);
            var corners = new List<(Tensor Place, Tensor Weight, Tensor? Inside)> { (Constant((ReadOnlySpan<int>)[0], Shape.Scalar), 1, null) };
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                Tensor at = At(coordinates, 0, axis);
                Tensor lower = Floor(at);
                (Tensor Index, Tensor Weight)[] neighbours = order == 0 ? [(Round(at), 1)] : [(lower, 1 - (at - lower)), (lower + 1, at - lower)];
                int size = shape[axis];
                corners =
                [
                    .. corners.SelectMany(corner => neighbours.Select(neighbour =>
                    {
                        (Tensor index, Tensor? inside) = Found(Cast(neighbour.Index, DType.Int32), size, fillMode);
                        Tensor? both = corner.Inside is null || inside is null ? corner.Inside ?? inside : LogicalAnd(corner.Inside, inside);
                        return ((corner.Place * size) + index, order == 0 ? neighbour.Weight : corner.Weight * neighbour.Weight, both);
                    })),
                ];
            }

            Tensor? sum = null;
            foreach ((Tensor place, Tensor weight, Tensor? inside) in corners)
            {
                Tensor value = Take(flat, place, 0);
                value = inside is null ? value : Where(inside, value, fillValue);
                value = order == 0 ? value : weight * value;
                sum = sum is null ? value : sum + value;
            }

            return Cast(inputs.DType.IsFloating() ? sum! : Round(sum!), inputs.DType);
        }

        /// <summary>The element for an index that may lie beyond the edge, and whether there is one.</summary>
        private static (Tensor Index, Tensor? Inside) Found(Tensor index, int size, CoordinateFill mode)
        {
            switch (mode)
            {
                case CoordinateFill.Constant:
                    return (Clip(index, 0, size - 1), LogicalAnd(index >= 0, index < size));
                case CoordinateFill.Nearest:
                    return (Clip(index, 0, size - 1), null);
                case CoordinateFill.Wrap:
                    return (Mod(index, size), null);
                case CoordinateFill.Reflect:
                    return (FloorDivide(Mirrored((2 * index) + 1, 2 * size) - 1, 2), null);
                default:
                    return (size == 1 ? ZerosLike(index) : Mirrored(index, size - 1), null);
            }
        }

        /// <summary>A triangular wave: 0 at 0, up to a half of its length, and down again.</summary>
        private static Tensor Mirrored(Tensor index, int half) => Abs(Mod(index + half, 2 * half) - half);
    }
}
