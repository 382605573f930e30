using DeepKeras.Layers;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>
    /// Functions of images, after <c>keras.ops.image</c>: (height, width, channels) or batches of them, or channels first.
    /// </summary>
    public static partial class Image
    {
        /// <summary>Images at another size, with half-pixel centres; whole numbers stay such, rounded and kept in range.</summary>
        /// <param name="images">(batch, height, width, channels) or one image; height and width must be known.</param>
        /// <param name="size">The new height and width.</param>
        /// <param name="interpolation">How new pixels come from the old ones.</param>
        /// <param name="antialias">Whether a smaller image's pixels come from all that they cover.</param>
        /// <param name="cropToAspectRatio">Whether the sides' ratio is kept, and what is too much is cut off.</param>
        /// <param name="padToAspectRatio">Whether the sides' ratio is kept, and a border added.</param>
        /// <param name="fillMode">What the border holds: <see cref="FillMode.Constant"/>, the only one.</param>
        /// <param name="fillValue">The border's value.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        /// <exception cref="ArgumentException">Both a crop and a border, or another fill mode.</exception>
        public static Tensor Resize(
            Tensor images,
            Sizes size,
            Interpolation interpolation = Interpolation.Bilinear,
            bool antialias = false,
            bool cropToAspectRatio = false,
            bool padToAspectRatio = false,
            FillMode fillMode = FillMode.Constant,
            double fillValue = 0,
            DataFormat dataFormat = DataFormat.ChannelsLast)
        {
            if ((cropToAspectRatio && padToAspectRatio) || fillMode != FillMode.Constant)
            {
                throw new ArgumentException($"an image is cropped to its new ratio, or gets a border of one value; got fill mode {fillMode}{(cropToAspectRatio && padToAspectRatio ? " and both" : string.Empty)}.");
            }

            int[] sides = size.For(2, nameof(size));
            return Batched(images, dataFormat, image =>
            {
                // In float32 halves would be rounded by how an engine orders its sums.
                bool whole = !images.DType.IsFloating();
                Tensor part = whole ? Cast(image, DType.Float64) : image;
                part = cropToAspectRatio ? ImageRules.Cropped(part, sides[0], sides[1]) : padToAspectRatio ? ImageRules.Padded(part, sides[0], sides[1], fillValue) : part;
                Tensor resized = ImageResizing.Resized(part, sides[0], sides[1], interpolation, antialias);
                return whole ? ImageRules.Saturated(Cast(resized, DType.Float32), images.DType) : resized;
            });
        }

        /// <summary>How bright each pixel is: 0.2989 red + 0.587 green + 0.114 blue, one channel. Whole numbers are cut off.</summary>
        /// <param name="images">Images of 3 channels, or of 1, which stay as they are.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor RgbToGrayscale(Tensor images, DataFormat dataFormat = DataFormat.ChannelsLast) =>
            Batched(images, dataFormat, image => image.Shape[^1] == 1 ? image : Cast(Colours.Grey(Floating(image)), images.DType));

        /// <summary>Hue, saturation and value, each from 0 to 1.</summary>
        /// <param name="images">Red, green and blue from 0 to 1.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor RgbToHsv(Tensor images, DataFormat dataFormat = DataFormat.ChannelsLast) => Batched(images, dataFormat, image =>
        {
            (Tensor hue, Tensor saturation, Tensor value) = Colours.ToHsv(RequireFloating(image));
            return Concatenate([hue, saturation, value], -1);
        });

        /// <summary>Red, green and blue. A hue outside 0 and 1 counts as 0.</summary>
        /// <param name="images">Hue, saturation and value from 0 to 1.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor HsvToRgb(Tensor images, DataFormat dataFormat = DataFormat.ChannelsLast) => Batched(images, dataFormat, image =>
            image.Shape[^1] == 3 ? Colours.FromHsv(Slice(RequireFloating(image), -1, 0, 1), Slice(image, -1, 1, 2), Slice(image, -1, 2, 3))
            : throw new ShapeException($"expected hue, saturation and value in 3 channels, got {image.Shape}."));

        /// <summary>Images with a border of zeros. Of the border before and after, and the new size, two say the third.</summary>
        /// <param name="images">Images.</param>
        /// <param name="topPadding">Rows above.</param>
        /// <param name="leftPadding">Columns to the left.</param>
        /// <param name="bottomPadding">Rows below.</param>
        /// <param name="rightPadding">Columns to the right.</param>
        /// <param name="targetHeight">The new height.</param>
        /// <param name="targetWidth">The new width.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor PadImages(
            Tensor images,
            int? topPadding = null,
            int? leftPadding = null,
            int? bottomPadding = null,
            int? rightPadding = null,
            int? targetHeight = null,
            int? targetWidth = null,
            DataFormat dataFormat = DataFormat.ChannelsLast) => Batched(images, dataFormat, image =>
            {
                (int height, int width) = ImageRules.Sizes(image);
                (int, int) rows = Border(topPadding, bottomPadding, targetHeight - height, "top, bottom and target_height");
                (int, int) columns = Border(leftPadding, rightPadding, targetWidth - width, "left, right and target_width");
                return Pad(image, [(0, 0), rows, columns, (0, 0)]);
            });

        /// <summary>A part of images. Of what is cut off before and after, and the new size, two say the third.</summary>
        /// <param name="images">Images.</param>
        /// <param name="topCropping">Rows cut off above.</param>
        /// <param name="leftCropping">Columns cut off to the left.</param>
        /// <param name="bottomCropping">Rows cut off below.</param>
        /// <param name="rightCropping">Columns cut off to the right.</param>
        /// <param name="targetHeight">The new height.</param>
        /// <param name="targetWidth">The new width.</param>
        /// <param name="dataFormat">Where the channels stand.</param>
        public static Tensor CropImages(
            Tensor images,
            int? topCropping = null,
            int? leftCropping = null,
            int? bottomCropping = null,
            int? rightCropping = null,
            int? targetHeight = null,
            int? targetWidth = null,
            DataFormat dataFormat = DataFormat.ChannelsLast) => Batched(images, dataFormat, image =>
            {
                (int height, int width) = ImageRules.Sizes(image);
                (int top, int bottom) = Border(topCropping, bottomCropping, height - targetHeight, "top, bottom and target_height");
                (int left, int right) = Border(leftCropping, rightCropping, width - targetWidth, "left, right and target_width");
                return Slice(Slice(image, 1, top, height - bottom), 2, left, width - right);
            });

        private static Tensor Batched(Tensor images, DataFormat format, Func<Tensor, Tensor> compute)
        {
            ImageRules.Require(images.Shape, format);
            return ImageRules.AsBatch(images, format, compute);
        }

        private static Tensor RequireFloating(Tensor x) => x.DType.IsFloating() ? x : throw new ShapeException($"expected colours in a floating-point dtype, got {x.DType.KerasName()}.");

        /// <summary>What stands before and after, given both, or one and the sum of both.</summary>
        private static (int Before, int After) Border(int? before, int? after, int? sum, string what)
        {
            (int, int)? border = (before, after, sum) switch
            {
                (int b, int a, _) => (b, a),
                (int b, null, int s) => (b, s - b),
                (null, int a, int s) => (s - a, a),
                _ => null,
            };
            return border is (>= 0, >= 0) found ? found
                : throw new ArgumentException($"of {what} two are needed, and nothing below 0 may come of them; got {before?.ToString() ?? "none"}, {after?.ToString() ?? "none"} and {sum?.ToString() ?? "none"} for both.");
        }
    }
}
