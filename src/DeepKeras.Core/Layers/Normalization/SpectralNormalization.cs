using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A layer whose kernel is divided, at every training call, by an estimate of its largest singular value (Miyato et al., Spectral
/// normalization for generative adversarial networks, 2018). After <c>keras.layers.SpectralNormalization</c>.
/// </summary>
/// <param name="layer">The layer; it has a kernel, or embeddings.</param>
/// <param name="powerIterations">How often the estimate is bettered at a call, 1 or more.</param>
public sealed partial class SpectralNormalization(Layer layer, int powerIterations = 1) : Layer
{
    private const double Epsilon = 1e-7;
    private Variable kernel = null!;
    private Variable vectorU = null!;

    /// <summary>How often the estimate is bettered at a call.</summary>
    public int PowerIterations { get; } = Hyperparameter.AtLeast(1, powerIterations);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => Layer.SupportsMasking;

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        AddLayer(Layer);
        Layer.EnsureBuilt(inputs);
        kernel = Layer.OwnVariables.FirstOrDefault(weight => weight.Name is "kernel" or "embeddings")
            ?? throw new ArgumentException($"{Layer.Path}: expected a layer with a kernel or embeddings, got {Layer.ClassName}.");
        ShareWeight(kernel);
        vectorU = AddWeight("vector_u", [1, kernel.Shape[^1]], new Initializers.TruncatedNormal(stddev: 0.02), trainable: false);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (context.Training)
        {
            Normalize(context);
        }

        return Ops.Cast(Layer.Apply(x), x.DType.IsFloating() ? x.DType : DType.ComputeDType);
    }

    /// <summary>The new kernel takes the old one's place; gradients go to it as it is then, not through the division.</summary>
    private void Normalize(CallContext context)
    {
        Tensor weights = kernel;
        Tensor before = vectorU;
        Tensor matrix = Ops.StopGradient(Ops.Reshape(weights, -1, kernel.Shape[^1]));
        Tensor u = before;
        Tensor v = before;
        for (int i = 0; i < PowerIterations; i++)
        {
            v = Unit(Ops.MatMul(u, matrix, transposeA: false, transposeB: true));
            u = Unit(Ops.MatMul(v, matrix));
        }

        Tensor sigma = Ops.Sum(Ops.MatMul(v, matrix) * u);
        Tensor divided = Ops.StopGradient(weights) / sigma;
        Tensor zero = Ops.All(Ops.Equal(matrix, 0));
        context.Update(vectorU, Ops.Where(zero, before, u));
        context.Update(kernel, Ops.StopGradient(Ops.Where(zero, Ops.StopGradient(weights), divided)) + (weights - Ops.StopGradient(weights)));
    }

    /// <summary>Keras's <c>normalize</c>: by the Euclidean norm of all, at least ε.</summary>
    private static Tensor Unit(Tensor x) => x / Ops.Maximum(Ops.Sqrt(Ops.Sum(Ops.Square(x))), Epsilon);
}
