namespace DeepKeras;

/// <summary>Where an engine computes.</summary>
public readonly record struct Device
{
    private readonly int graphics;

    private Device(int graphics) => this.graphics = graphics;

    /// <summary>The processor; the default.</summary>
    public static Device Cpu => default;

    /// <summary>Whether it is a graphics processor.</summary>
    public bool IsCuda => graphics > 0;

    /// <summary>The number of the graphics processor, from 0; 0 for the processor.</summary>
    public int Index => Math.Max(0, graphics - 1);

    /// <summary>A graphics processor of Nvidia's.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Device Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new Device(index + 1);
    }

    /// <summary><c>cpu</c> or <c>cuda:0</c>.</summary>
    public override string ToString() => IsCuda ? $"cuda:{Index}" : "cpu";
}
