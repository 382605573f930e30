using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private static int[] Same => [];

    private static IEnumerable<OpRow> WindowRows =>
    [
        Convolution("Conv1D", new Conv(new[] { 1 }, new[] { 1 }, new[] { 0, 0 }, 1), new(3, 6, 2), [3, 2, 4]),
        Convolution("Conv1D, causal", new Conv(new[] { 1 }, new[] { 2 }, new[] { 4, 0 }, 1), new(3, 5, 2), [3, 2, 2]),
        Convolution("Conv1D, SAME with strides", new Conv(new[] { 2 }, new[] { 1 }, Same, 1), new(3, 6, 2), [3, 2, 2]),
        Convolution("Conv2D", new Conv(new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 }, 1), new(3, 4, 5, 2), [2, 3, 2, 3]),
        Convolution("Conv2D, SAME", new Conv(new[] { 1, 1 }, new[] { 1, 1 }, Same, 1), new(3, 4, 5, 2), [3, 3, 2, 2]),
        Convolution("Conv2D, SAME, even window", new Conv(new[] { 1, 1 }, new[] { 1, 1 }, Same, 1), new(3, 4, 5, 1), [2, 4, 1, 2]),
        Convolution("Conv2D, SAME with strides", new Conv(new[] { 2, 3 }, new[] { 1, 1 }, Same, 1), new(3, 4, 7, 2), [3, 4, 2, 2]),
        Convolution("Conv2D, SAME, window under the stride", new Conv(new[] { 3, 3 }, new[] { 1, 1 }, Same, 1), new(3, 5, 4, 1), [1, 2, 1, 2]),
        Convolution("Conv2D, dilated", new Conv(new[] { 1, 1 }, new[] { 2, 3 }, Same, 1), new(3, 5, 6, 1), [3, 2, 1, 2]),
        Convolution("Conv2D, two groups", new Conv(new[] { 1, 1 }, new[] { 1, 1 }, Same, 2), new(3, 4, 3, 4), [2, 2, 2, 6]),
        Convolution("Conv2D, depthwise with strides", new Conv(new[] { 2, 2 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 }, 3), new(3, 5, 4, 3), [3, 2, 1, 6]),
        Convolution("Conv2D, uneven zeros", new Conv(new[] { 1, 2 }, new[] { 1, 1 }, new[] { 2, 0, 1, 3 }, 1), new(3, 3, 4, 1), [2, 2, 1, 2]),
        Convolution("Conv3D", new Conv(new[] { 1, 1, 2 }, new[] { 1, 1, 1 }, Same, 1), new(3, 2, 3, 4, 1), [2, 2, 3, 1, 2]),
        Transposed("ConvTranspose 1D", new ConvTranspose(new[] { 2 }, new[] { 1 }, new[] { 0, 0 }, new[] { 0 }), new(3, 3, 2), [3, 4, 2]),
        Transposed("ConvTranspose 2D", new ConvTranspose(new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0, 0, 0 }, new[] { 0, 0 }), new(3, 3, 2, 2), [2, 3, 3, 2]),
        Transposed("ConvTranspose 2D, cropped", new ConvTranspose(new[] { 2, 3 }, new[] { 1, 1 }, new[] { 0, 1, 1, 0 }, new[] { 0, 0 }), new(3, 3, 2, 2), [3, 4, 1, 2]),
        Transposed("ConvTranspose 2D, lengthened", new ConvTranspose(new[] { 3, 2 }, new[] { 1, 1 }, new[] { 1, 0, 1, 1 }, new[] { 1, 1 }), new(3, 3, 2, 1), [2, 3, 2, 1]),
        Transposed("ConvTranspose 2D, dilated", new ConvTranspose(new[] { 1, 1 }, new[] { 2, 2 }, new[] { 1, 1, 0, 2 }, new[] { 0, 0 }), new(3, 3, 3, 1), [2, 2, 2, 1]),
        Transposed("ConvTranspose 3D", new ConvTranspose(new[] { 1, 2, 1 }, new[] { 1, 1, 1 }, new[] { 0, 0, 1, 0, 0, 1 }, new[] { 0, 0, 0 }), new(3, 2, 2, 3, 1), [2, 2, 2, 2, 1]),
        .. new[] { PoolKind.Max, PoolKind.Average }.SelectMany(Pools),
        Resized("Resize up, nearest", new Resize(5, 7, ResizeMethod.Nearest)),
        Resized("Resize down, nearest", new Resize(2, 2, ResizeMethod.Nearest)),
        Resized("Resize up, bilinear", new Resize(5, 7, ResizeMethod.Bilinear)),
        Resized("Resize down, bilinear", new Resize(2, 2, ResizeMethod.Bilinear)),
        Resized("Resize to the same size, bilinear", new Resize(3, 4, ResizeMethod.Bilinear)),
    ];

    private static IEnumerable<OpRow> Pools(PoolKind kind) =>
    [
        Pooled($"Pool {kind} 1D", new Pool(kind, new[] { 2 }, new[] { 2 }, new[] { 0, 0 }), new(3, 5, 2)),
        Pooled($"Pool {kind} 1D, SAME with strides", new Pool(kind, new[] { 3 }, new[] { 2 }, Same), new(3, 6, 2)),
        Pooled($"Pool {kind} 2D", new Pool(kind, new[] { 2, 3 }, new[] { 2, 1 }, new[] { 0, 0, 0, 0 }), new(3, 4, 5, 2)),
        Pooled($"Pool {kind} 2D, SAME", new Pool(kind, new[] { 3, 2 }, new[] { 1, 1 }, Same), new(3, 4, 3, 2)),
        Pooled($"Pool {kind} 2D, SAME with strides", new Pool(kind, new[] { 3, 3 }, new[] { 2, 2 }, Same), new(3, 4, 5, 2)),
        Pooled($"Pool {kind} 2D, SAME, window under the stride", new Pool(kind, new[] { 2, 1 }, new[] { 3, 2 }, Same), new(3, 4, 5, 2)),
        Pooled($"Pool {kind} 3D", new Pool(kind, new[] { 2, 1, 2 }, new[] { 2, 1, 2 }, Same), new(3, 3, 2, 3, 2)),
    ];

    private static OpRow Convolution(string name, Conv op, Operand x, int[] kernel) =>
        new(name, op, [x, new(kernel) { Batched = false, Phase = 1 }], operands => [NaiveWindows.Conv(operands[0], operands[1], op)])
        {
            Differentiable = [0, 1],
            Slack = 64,
        };

    private static OpRow Transposed(string name, ConvTranspose op, Operand x, int[] kernel) =>
        new(name, op, [x, new(kernel) { Batched = false, Phase = 1 }], operands => [NaiveWindows.ConvTranspose(operands[0], operands[1], op)])
        {
            Differentiable = [0, 1],
            Slack = 64,
        };

    private static OpRow Pooled(string name, Pool op, Operand x) => new(name, op, [x], operands => [NaiveWindows.Pool(operands[0], op)])
    {
        Differentiable = [0],
        Slack = 32,
    };

    private static OpRow Resized(string name, Resize op) => new(name, op, [new(3, 3, 4, 2)], x => [NaiveWindows.Resize(x[0], op)])
    {
        Differentiable = [0],
        Slack = 32,
    };
}
