namespace DeepKeras.Layers;

/// <summary>Random numbers for a batch of images: one an image, (batch, 1, 1, 1), unless it says otherwise.</summary>
internal sealed class Draws(Tensor images, CallContext context, long? seed)
{
    private const int GammaTries = 8;

    public CallContext Context => context;

    private Tensor One => Ops.Slice(Ops.Slice(Ops.Slice(images, 1, 0, 1), 2, 0, 1), 3, 0, 1);

    /// <summary>Uniform from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public Tensor Uniform(double low = 0, double high = 1) => Between(context.RandomUniform(One, seed), low, high);

    public Tensor Uniform(FactorRange range) => Uniform(range.Lower, range.Upper);

    /// <summary>One number for the whole batch, (1, 1, 1, 1).</summary>
    public Tensor UniformForAll(double low = 0, double high = 1) => Between(context.RandomUniform(Ops.Slice(One, 0, 0, 1), seed), low, high);

    /// <summary>In the shape of a tensor, of mean 0 and standard deviation 1.</summary>
    public Tensor Normal(Tensor like) => context.RandomNormal(like, seed);

    /// <summary>Where something is done: with a probability that is drawn itself.</summary>
    public Tensor Happens(FactorRange probability)
    {
        Tensor chance = Uniform(probability);
        return Ops.Less(Uniform(), chance);
    }

    /// <summary>Another image for each.</summary>
    public Tensor Shuffled(Tensor x)
    {
        Tensor keys = Ops.Reshape(context.RandomUniform(One, seed), -1);
        return Ops.Take(x, Ops.ArgSort(keys, 0), 0);
    }

    /// <summary>Beta(α, α), in logarithms so that a small α does not underflow.</summary>
    public Tensor Beta(Tensor alpha) => Ops.Sigmoid(LogGamma(alpha, One) - LogGamma(alpha, One));

    /// <summary>Weights of Dirichlet's distribution for the whole batch, each (1, 1, 1, 1).</summary>
    public Tensor[] Dirichlet(int count, double alpha)
    {
        Tensor like = Ops.Slice(One, 0, 0, 1);
        Tensor all = Ops.Concatenate([.. Enumerable.Range(0, count).Select(_ => LogGamma(Ops.FullLike(like, alpha), like))], 3);
        Tensor weights = Ops.Softmax(all, 3);
        return [.. Enumerable.Range(0, count).Select(i => Ops.Slice(weights, 3, i, i + 1))];
    }

    /// <summary>
    /// The logarithm of Gamma(α) (Marsaglia and Tsang, A simple method for generating gamma variables, 2000): the first of some candidates
    /// that is accepted; each is in 95 of 100 cases at least.
    /// </summary>
    private Tensor LogGamma(Tensor alpha, Tensor like)
    {
        Tensor d = alpha + 1 - (1.0 / 3);
        Tensor c = Ops.Rsqrt(9 * d);
        Tensor result = Ops.Log(d) + Ops.ZerosLike(like);
        Tensor found = Ops.ZerosLike(like, DType.Bool);
        for (int i = 0; i < GammaTries; i++)
        {
            Tensor x = context.RandomNormal(like, seed);
            Tensor u = Ops.Maximum(context.RandomUniform(like, seed), 1e-12);
            Tensor root = 1 + (c * x);
            Tensor v = root * root * root;
            Tensor safe = Ops.Maximum(v, 1e-12);
            Tensor fits = Ops.LogicalAnd(root > 0, Ops.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Ops.Log(safe)));
            result = Ops.Where(Ops.LogicalAnd(fits, Ops.LogicalNot(found)), Ops.Log(d) + Ops.Log(safe), result);
            found = Ops.LogicalOr(found, fits);
        }

        // Gamma(α) is Gamma(α + 1) times a uniform number to the power of 1 / α.
        return result + (Ops.Log(Ops.Maximum(context.RandomUniform(like, seed), 1e-12)) / alpha);
    }

    private Tensor Between(Tensor unit, double low, double high) => Ops.Cast(low == high ? Ops.FullLike(unit, low) : low + (unit * (high - low)), images.DType);
}
