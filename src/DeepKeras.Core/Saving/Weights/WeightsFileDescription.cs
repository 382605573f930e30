using DeepKeras.Saving.Hdf5;

namespace DeepKeras;

/// <summary>What stands in an HDF5 file of Keras, such as a <c>.weights.h5</c>, told without a model that it fits.</summary>
/// <param name="Arrays">The arrays: path in the file, type, shape, and bytes before compression.</param>
public sealed record WeightsFileDescription(IReadOnlyList<(string Path, string TypeName, IReadOnlyList<long> Shape, long Bytes)> Arrays)
{
    /// <summary>Reads the file's structure; the arrays' numbers are passed over.</summary>
    /// <param name="path">An HDF5 file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Saving.ModelFileException">It is not HDF5, or is damaged, or leads out of itself.</exception>
    public static WeightsFileDescription Of(string path)
    {
        using Hdf5Reader reader = Hdf5Reader.Open(path);
        return new([.. reader.Root.Descendants().OfType<Hdf5Dataset>().Select(array => (array.Path, array.TypeName, (IReadOnlyList<long>)array.Shape, array.ByteLength))]);
    }
}
