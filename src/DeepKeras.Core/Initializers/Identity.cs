using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>The identity matrix, times a gain; zeros beside it where the matrix is not square. After <c>keras.initializers.Identity</c>.</summary>
/// <param name="gain">What stands on the diagonal.</param>
[KerasAlias("IdentityInitializer")]
public sealed partial class Identity(double gain = 1) : Initializer
{
    /// <exception cref="ShapeException">The weight is no matrix.</exception>
    internal override void Fill(HostArray array, ulong seed)
    {
        if (array.Shape.Rank != 2)
        {
            throw new ShapeException($"the identity initializer makes matrices; the weight has shape {array.Shape}.");
        }

        array.Bytes.Clear();
        for (int i = 0; i < Math.Min(array.Shape[0], array.Shape[1]); i++)
        {
            array[((long)i * array.Shape[1]) + i] = Gain;
        }
    }
}
