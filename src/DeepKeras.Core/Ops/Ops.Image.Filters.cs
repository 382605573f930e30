using DeepKeras.Layers;
using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    public static partial class Image
    {
        /// <summary>Images smoothed by a bell curve; beyond the edge all is 0.</summary>
        /// <param name="images">Images.</param>
        /// <param name="kernelSize">The window's height and width; null: 3.</param>
        /// <param name="sigma">The standard deviations along height and width; null: 1.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor GaussianBlur(Tensor images, Sizes? kernelSize = null, IReadOnlyList<double>? sigma = null, DataFormat dataFormat = DataFormat.ChannelsLast)
        {
            int[] window = (kernelSize ?? 3).For(2, nameof(kernelSize));
            IReadOnlyList<double> deviations = sigma ?? [1.0, 1.0];
            return deviations.Count == 2 ? Batched(images, dataFormat, image => Blur.Gaussian(image, (window[0], window[1]), Constant((float)deviations[0]), Constant((float)deviations[1])))
                : throw new ArgumentException($"sigma: expected two standard deviations, got {deviations.Count}.", nameof(sigma));
        }

        /// <summary>How much an image changes at each pixel along height and width, by Sobel's filters: (batch, height, width, channels, 2).</summary>
        /// <param name="images">A batch of images; beyond the edge they are mirrored.</param>
        /// <param name="dataFormat">Where the channels stand; the two directions are last in any case.</param>
        public static Tensor SobelEdges(Tensor images, DataFormat dataFormat = DataFormat.ChannelsLast)
        {
            if (images.Shape.Rank != 4)
            {
                throw new ShapeException($"expected a batch of images, got shape {images.Shape}.");
            }

            Tensor image = dataFormat == DataFormat.ChannelsFirst ? Moved(images, 1, -1) : images;
            int channels = image.Shape[3];
            Tensor padded = Emit(new Pad(new AxisList(0, 0, 1, 1, 1, 1, 0, 0), PadMode.Reflect, 0), image);
            float[] filters = [-1, -1, -2, 0, -1, 1, 0, -2, 0, 0, 0, 2, 1, -1, 2, 0, 1, 1];
            Tensor kernel = Tile(Cast(Constant(filters, [3, 3, 1, 2]), image.DType), 1, 1, channels, 1);
            (int height, int width) = (image.Shape[1], image.Shape[2]);
            Tensor edges = Ops.Reshape(DepthwiseConv(padded, kernel), ReshapeDims.Copy(0), height, width, channels, 2);
            return dataFormat == DataFormat.ChannelsFirst ? Moved(edges, 3, 1) : edges;
        }

        /// <summary>How alike two images look, from −1 to 1: the mean of their structural similarity (Wang et al., Image Quality Assessment, 2004).</summary>
        /// <param name="image1">An image, or a batch of them.</param>
        /// <param name="image2">What they are compared with, in the same shape.</param>
        /// <param name="maxVal">The largest value that an image can have.</param>
        /// <param name="filterSize">The side of the window.</param>
        /// <param name="filterSigma">The standard deviation of the bell curve in it.</param>
        /// <param name="k1">Keeps the comparison of brightness finite.</param>
        /// <param name="k2">Keeps the comparison of contrast finite.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        /// <returns>(batch), or a scalar for one image.</returns>
        public static Tensor Ssim(
            Tensor image1, Tensor image2, double maxVal = 1, int filterSize = 11, double filterSigma = 1.5, double k1 = 0.01, double k2 = 0.03, DataFormat dataFormat = DataFormat.ChannelsLast)
        {
            DType type = image1.DType;
            ImageRules.Require(image1.Shape, dataFormat);
            (image1, image2) = Unify(image1, image2, floating: true);
            bool single = image1.Shape.Rank == 3;
            (Tensor a, Tensor b) = (Batch(image1), Batch(image2));
            int channels = a.Shape[^1];
            var window = new HostArray(a.DType, [filterSize, filterSize, 1, 1]);
            double[] bell = [.. Enumerable.Range(0, filterSize).Select(i => Math.Exp(-Math.Pow((i - ((filterSize - 1) / 2.0)) / filterSigma, 2) / 2))];
            for (int i = 0; i < window.Elements; i++)
            {
                window[i] = bell[i / filterSize] * bell[i % filterSize] / (bell.Sum() * bell.Sum());
            }

            Tensor kernel = Tile(Constant(window), 1, 1, channels, 1);
            Tensor Local(Tensor x) => DepthwiseConv(x, kernel);
            (double c1, double c2) = (Math.Pow(k1 * maxVal, 2), Math.Pow(k2 * maxVal, 2));
            (Tensor meanA, Tensor meanB) = (Local(a), Local(b));
            Tensor product = meanA * meanB;
            Tensor squares = Square(meanA) + Square(meanB);
            Tensor covariance = Local(a * b) - product;
            Tensor variances = Local(Square(a)) + Local(Square(b)) - squares;
            Tensor map = ((2 * product) + c1) * ((2 * covariance) + c2) / ((squares + c1) * (variances + c2));
            Tensor result = Cast(Mean(map, [1, 2, 3]), type.IsFloating() ? type : DType.Float32);
            return single ? Squeeze(result, 0) : result;

            Tensor Batch(Tensor x)
            {
                x = single ? ExpandDims(x, 0) : x;
                return dataFormat == DataFormat.ChannelsFirst ? Moved(x, 1, -1) : x;
            }
        }

        /// <summary>The patches of images that a window sees: (batch, rows, columns, window · channels), in the order row, column, channel.</summary>
        /// <param name="images">Images of known size; of a size of 3 numbers volumes.</param>
        /// <param name="size">The size of the window.</param>
        /// <param name="strides">How far it moves; null: by its own size.</param>
        /// <param name="dilationRate">The distance between neighbours that it sees.</param>
        /// <param name="padding">What it sees beyond the edge.</param>
        /// <param name="dataFormat">Where the channels stand, also those of the result.</param>
        public static Tensor ExtractPatches(Tensor images, Sizes size, Sizes? strides = null, Sizes? dilationRate = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast) =>
            size.Count == 3 ? ExtractPatches3D(images, size, strides, dilationRate, padding, dataFormat) : Patches(images, 2, size, strides, dilationRate, padding, dataFormat);

        /// <summary>The patches of volumes that a window sees; see <see cref="ExtractPatches"/>.</summary>
        /// <param name="volumes">(batch, depth, height, width, channels) or one volume, of known size.</param>
        /// <param name="size">The size of the window.</param>
        /// <param name="strides">How far it moves; null: by its own size.</param>
        /// <param name="dilationRate">The distance between neighbours that it sees.</param>
        /// <param name="padding">What it sees beyond the edge.</param>
        /// <param name="dataFormat">Where the channels stand, also those of the result.</param>
        public static Tensor ExtractPatches3D(Tensor volumes, Sizes size, Sizes? strides = null, Sizes? dilationRate = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast) =>
            Patches(volumes, 3, size, strides, dilationRate, padding, dataFormat);

        private static Tensor Patches(Tensor images, int space, Sizes size, Sizes? strides, Sizes? dilationRate, Padding padding, DataFormat dataFormat)
        {
            int[] window = size.For(space, nameof(size));
            int[] steps = (strides ?? size).For(space, nameof(strides));
            int[] apart = (dilationRate ?? 1).For(space, nameof(dilationRate));
            bool single = images.Shape.Rank == space + 1;
            images = single ? ExpandDims(images, 0) : images;
            dataFormat.Require(images.Shape, space);
            Tensor patches = dataFormat.WithChannelsLast(images, image =>
            {
                if (!image.Shape.WithoutBatch().IsKnown || padding == Padding.Causal)
                {
                    throw new ShapeException($"patches are taken from images of known size, with valid or same padding; got {image.Shape} and {padding}.");
                }

                Shape whole = image.Shape;
                AxisList pads = WindowRules.Pads(padding, window, apart);
                (int, int)[] borders = [.. Enumerable.Range(0, space).Select(i => ShapeRules.Padding(pads, i, whole[i + 1], ((window[i] - 1) * apart[i]) + 1, steps[i]))];
                image = borders.All(border => border == (0, 0)) ? image : Pad(image, [(0, 0), .. borders, (0, 0)]);
                int[] counts = [.. Enumerable.Range(0, space).Select(i => SlidingCount(image.Shape[i + 1], window[i], apart[i], steps[i]))];
                for (int i = 0; i < space; i++)
                {
                    // The axis becomes two: places, and the window at each.
                    image = Take(image, SlidingPlaces(counts[i], window[i], steps[i], apart[i]), 1 + (2 * i));
                }

                int[] order = [0, .. Enumerable.Range(0, space).Select(i => 1 + (2 * i)), .. Enumerable.Range(0, space).Select(i => 2 + (2 * i)), 1 + (2 * space)];
                return Ops.Reshape(Transpose(image, order), [ReshapeDims.Copy(0), .. counts, window.Aggregate(whole[^1], (a, b) => a * b)]);
            });
            return single ? Squeeze(patches, 0) : patches;
        }
    }
}
