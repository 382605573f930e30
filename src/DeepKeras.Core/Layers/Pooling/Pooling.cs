using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The largest value or the mean of each window, channel by channel: what the pooling layers share.</summary>
public abstract partial class Pooling : Layer
{
    private readonly PoolKind kind;
    private readonly int[] window;
    private readonly int[] steps;

    private protected Pooling(PoolKind kind, IReadOnlyList<int> window, IReadOnlyList<int> steps, Padding padding, DataFormat dataFormat)
    {
        this.kind = kind;
        this.window = WindowRules.Sizes("pool_size", window);
        this.steps = WindowRules.Sizes("strides", steps);
        Padding = padding != Padding.Causal ? padding : throw new ArgumentException("padding: expected valid or same for pooling, got causal.");
        DataFormat = dataFormat;
    }

    /// <summary>What a window at the edge sees; what is not there counts in neither maximum nor mean.</summary>
    public Padding Padding { get; }

    /// <summary>Where the channels stand.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.Require(input, window.Length);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        var pool = new Pool(kind, window, steps, WindowRules.Pads(Padding, window, steps));
        return DataFormat.WithChannelsLast(x, image => Ops.Emit(pool, image));
    }
}
