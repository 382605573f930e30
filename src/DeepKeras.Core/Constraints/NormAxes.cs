using DeepKeras.Saving;

namespace DeepKeras.Constraints;

/// <summary>
/// The axes along which a norm is taken: <c>0</c>, or <c>new[] { 0, 1, 2 }</c>. For a dense kernel (inputs, units) axis 0 makes each unit's
/// weights one vector; for a convolution's (height, width, channels, filters) the axes 0, 1 and 2 make each filter one.
/// </summary>
public sealed class NormAxes : IConfigValue<NormAxes>
{
    private readonly bool single;

    private NormAxes(int[] axes, bool single) => (Axes, this.single) = (axes, single);

    /// <summary>The axes; negative ones count from the end.</summary>
    public IReadOnlyList<int> Axes { get; }

    /// <summary>One axis.</summary>
    public static implicit operator NormAxes(int axis) => new([axis], single: true);

    /// <summary>Several axes.</summary>
    public static implicit operator NormAxes(int[] axes) => new([.. axes], single: false);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer)
    {
        if (single)
        {
            writer.Write(Axes[0]);
        }
        else
        {
            writer.WriteList(Axes, static (item, axis) => item.Write(axis));
        }
    }

    /// <inheritdoc/>
    public static NormAxes Read(ConfigValue value) => value.IsList ? value.AsList(static item => item.AsInt()) : value.AsInt();

    /// <summary>The lengths of a weight's vectors, with axes of size 1 for those summed over.</summary>
    internal Tensor Norms(Tensor weight) => Ops.Sqrt(Ops.Sum(Ops.Square(weight), [.. Axes], keepDims: true));
}
