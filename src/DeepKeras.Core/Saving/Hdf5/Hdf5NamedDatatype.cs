namespace DeepKeras.Saving.Hdf5;

/// <summary>A datatype that has a name in the file; only datasets that use it matter.</summary>
internal sealed class Hdf5NamedDatatype(Hdf5Reader file, string path, Hdf5ObjectHeader header) : Hdf5Node(file, path, header);
