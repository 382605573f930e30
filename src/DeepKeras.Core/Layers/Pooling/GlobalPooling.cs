namespace DeepKeras.Layers;

/// <summary>One number a channel, whatever the size of the space: what the global pooling layers share.</summary>
public abstract class GlobalPooling : Layer
{
    private readonly int space;

    private protected GlobalPooling(int space, DataFormat dataFormat, bool keepDims)
    {
        this.space = space;
        DataFormat = dataFormat;
        KeepDims = keepDims;
    }

    /// <summary>Where the channels stand.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>Whether the axes of space stay, with size 1.</summary>
    public bool KeepDims { get; }

    /// <summary>The axes of space.</summary>
    private protected int[] SpaceAxes => [.. Enumerable.Range(DataFormat.FirstSpace(), space)];

    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.Require(input, space);
}
