using DeepKeras.Layers;

namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Neural => new(StringComparer.Ordinal)
    {
        // Those two remember what they were made of, for losses.
        ["Sigmoid"] = Of(x => Activation.Sigmoid.Apply(x)),
        ["Softmax"] = o => { Axes? axis = o.Axes("axis"); return x => [axis is null || axis.SequenceEqual([-1]) ? Activation.Softmax.Apply(x[0]) : Ops.Softmax(x[0], axis)]; },
        ["LogSoftmax"] = o => { Axes? axis = o.Axes("axis") ?? -1; return x => [Ops.LogSoftmax(x[0], axis)]; },
        ["Relu"] = Of(Ops.Relu), ["Relu6"] = Of(Ops.Relu6), ["Softplus"] = Of(Ops.Softplus), ["Softsign"] = Of(Ops.Softsign), ["Silu"] = Of(Ops.Silu), ["LogSigmoid"] = Of(Ops.LogSigmoid),
        ["HardSigmoid"] = Of(Ops.HardSigmoid), ["HardSilu"] = Of(Ops.HardSilu), ["HardTanh"] = Of(Ops.HardTanh), ["TanhShrink"] = Of(Ops.TanhShrink), ["Selu"] = Of(Ops.Selu),
        ["SparseSigmoid"] = Of(Ops.SparseSigmoid), ["SparsePlus"] = Of(Ops.SparsePlus),
        ["Elu"] = With("alpha", 1, Ops.Elu), ["Celu"] = With("alpha", 1, Ops.Celu), ["LeakyRelu"] = With("negative_slope", 0.2, Ops.LeakyRelu), ["Squareplus"] = With("b", 4, Ops.Squareplus),
        ["SoftShrink"] = With("threshold", 0.5, Ops.SoftShrink), ["HardShrink"] = With("threshold", 0.5, Ops.HardShrink),
        ["Threshold"] = o => { (double threshold, double otherwise) = (o.Number("threshold", 0), o.Number("default_value", 0)); return x => [Ops.Threshold(x[0], threshold, otherwise)]; },
        ["Gelu"] = o => { bool approximate = o.Flag("approximate", true); return x => [Ops.Gelu(x[0], approximate)]; },
        ["Glu"] = o => { int axis = o.Int("axis", -1); return x => [Ops.Glu(x[0], axis)]; },
        ["Sparsemax"] = o => { int axis = o.Int("axis", -1); return x => [Ops.Sparsemax(x[0], axis)]; },
        ["MaxPool"] = Pool(Ops.MaxPool), ["AveragePool"] = Pool(Ops.AveragePool),
        ["AdaptiveMaxPool"] = o => { (Sizes size, DataFormat format) = (o.RequiredSizes("output_size"), o.Format); return x => [Ops.AdaptiveMaxPool(x[0], size, format)]; },
        ["AdaptiveAveragePool"] = o => { (Sizes size, DataFormat format) = (o.RequiredSizes("output_size"), o.Format); return x => [Ops.AdaptiveAveragePool(x[0], size, format)]; },
        ["Conv"] = Convolution(Ops.Conv), ["DepthwiseConv"] = Convolution(Ops.DepthwiseConv),
        ["SeparableConv"] = o =>
        {
            (Sizes? strides, Padding padding, DataFormat format, Sizes? dilation) = (o.Sizes("strides"), o.Padding, o.Format, o.Sizes("dilation_rate"));
            return x => [Ops.SeparableConv(x[0], x[1], x[2], strides, padding, format, dilation)];
        },
        ["ConvTranspose"] = o =>
        {
            (Sizes? strides, Padding padding, DataFormat format, Sizes? dilation) = (o.Sizes("strides"), o.Padding, o.Format, o.Sizes("dilation_rate"));
            Sizes? added = o.Sizes("output_padding");
            return x => [Ops.ConvTranspose(x[0], x[1], strides, padding, added, format, dilation)];
        },
        ["OneHot"] = o =>
        {
            (int classes, int axis, DType type) = (o.RequiredInt("num_classes"), o.Int("axis", -1), o.Type("dtype") ?? DType.Float32);
            o.Ignore("sparse");
            return x => [Ops.OneHot(x[0], classes, type, axis)];
        },
        ["MultiHot"] = o =>
        {
            (int classes, int axis, DType? type) = (o.RequiredInt("num_classes"), o.Int("axis", -1), o.Type("dtype"));
            o.Ignore("sparse");
            return x => [Ops.MultiHot(x[0], classes, axis, type)];
        },
        ["Normalize"] = o =>
        {
            (Axes? axis, int order, double? epsilon) = (o.Axes("axis"), o.Int("order", 2), o.NumberOrNull("epsilon"));
            return x => [Ops.Normalize(x[0], axis, order, epsilon)];
        },
        ["BatchNorm"] = o => { (int axis, double epsilon) = (o.RequiredInt("axis"), o.Number("epsilon", 1e-3)); return x => [Ops.BatchNormalization(x[0], x[1], x[2], axis, x.OrNull(3), x.OrNull(4), epsilon)]; },
        ["LayerNorm"] = o =>
        {
            (Axes? axis, double? epsilon) = (o.Axes("axis"), o.NumberOrNull("epsilon"));
            return o.Flag("rms_scaling") ? x => [Ops.RmsNormalization(x[0], x.OrNull(1), axis, epsilon)] : x => [Ops.LayerNormalization(x[0], x.OrNull(1), x.OrNull(2), axis, epsilon)];
        },
        ["RMSNorm"] = o => { (Axes? axis, double? epsilon) = (o.Axes("axis"), o.NumberOrNull("epsilon")); return x => [Ops.RmsNormalization(x[0], x.OrNull(1), axis, epsilon)]; },
        ["DotProductAttention"] = o =>
        {
            bool causal = o.Flag("is_causal");
            o.Ignore("flash_attention");
            o.OnlyNull("attn_logits_soft_cap");
            return x => [Ops.DotProductAttention(x[0], x[1], x[2], x.OrNull(3), x.OrNull(4), x.Raw(5) is null ? null : x.Number(5, 0), causal)];
        },
        ["BinaryCrossentropy"] = o => { bool logits = o.Flag("from_logits"); return x => [Ops.BinaryCrossentropy(x[0], x[1], logits)]; },
        ["CategoricalCrossentropy"] = o => { (bool logits, int axis) = (o.Flag("from_logits"), o.Int("axis", -1)); return x => [Ops.CategoricalCrossentropy(x[0], x[1], logits, axis)]; },
        ["SparseCategoricalCrossentropy"] = o => { (bool logits, int axis) = (o.Flag("from_logits"), o.Int("axis", -1)); return x => [Ops.SparseCategoricalCrossentropy(x[0], x[1], logits, axis)]; },
        ["DepthToSpace"] = o => { (int block, DataFormat format) = (o.RequiredInt("block_size"), o.Format); return x => [Ops.DepthToSpace(x[0], block, format)]; },
        ["SpaceToDepth"] = o => { (int block, DataFormat format) = (o.RequiredInt("block_size"), o.Format); return x => [Ops.SpaceToDepth(x[0], block, format)]; },
        ["Unfold"] = o =>
        {
            (Sizes kernel, Sizes? dilation, Sizes? padding, Sizes? stride) = (o.RequiredSizes("kernel_size"), o.Sizes("dilation"), o.Sizes("padding"), o.Sizes("stride"));
            return x => [Ops.Unfold(x[0], kernel, dilation, padding, stride)];
        },
        ["Fold"] = o =>
        {
            (Sizes size, Sizes kernel, Sizes? dilation, Sizes? padding, Sizes? stride) = (o.RequiredSizes("output_size"), o.RequiredSizes("kernel_size"), o.Sizes("dilation"), o.Sizes("padding"), o.Sizes("stride"));
            return x => [Ops.Fold(x[0], size, kernel, dilation, padding, stride)];
        },
        ["PSNR"] = o => { double most = o.Number("max_val", 1); return x => [Ops.Psnr(x[0], x[1], most)]; },
    };

    private static OperationReader With(string key, double missing, Func<Tensor, double, Tensor> compute) => o =>
    {
        double value = o.Number(key, missing);
        return x => [compute(x[0], value)];
    };

    private static OperationReader Pool(Func<Tensor, Sizes, Sizes?, Padding, DataFormat, Tensor> compute) => o =>
    {
        (Sizes size, Sizes? strides, Padding padding, DataFormat format) = (o.RequiredSizes("pool_size"), o.Sizes("strides"), o.Padding, o.Format);
        return x => [compute(x[0], size, strides, padding, format)];
    };

    private static OperationReader Convolution(Func<Tensor, Tensor, Sizes?, Padding, DataFormat, Sizes?, Tensor> compute) => o =>
    {
        (Sizes? strides, Padding padding, DataFormat format, Sizes? dilation) = (o.Sizes("strides"), o.Padding, o.Format, o.Sizes("dilation_rate"));
        return x => [compute(x[0], x[1], strides, padding, format, dilation)];
    };
}
