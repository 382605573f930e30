namespace DeepKeras.Saving.Hdf5;

/// <summary>What the elements of a dataset or an attribute are.</summary>
internal enum Hdf5Type
{
    /// <summary>h5py's bool: an enumeration of int8 with FALSE and TRUE.</summary>
    Bool,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,

    /// <summary>Keras writes it as 2-byte opaque with the attribute <c>dtype="bfloat16"</c>.</summary>
    BFloat16,
    Float32,
    Float64,

    /// <summary>Text, of variable or fixed length.</summary>
    String,

    /// <summary>Anything else: it can be listed, not read.</summary>
    Other,
}

internal static class Hdf5TypeExtensions
{
    /// <summary>The bytes of one number; 0 where the type is none.</summary>
    public static int ByteSize(this Hdf5Type type) => type switch
    {
        Hdf5Type.Bool or Hdf5Type.Int8 or Hdf5Type.UInt8 => 1,
        Hdf5Type.Int16 or Hdf5Type.UInt16 or Hdf5Type.Float16 or Hdf5Type.BFloat16 => 2,
        Hdf5Type.Int32 or Hdf5Type.UInt32 or Hdf5Type.Float32 => 4,
        Hdf5Type.Int64 or Hdf5Type.UInt64 or Hdf5Type.Float64 => 8,
        Hdf5Type.String or Hdf5Type.Other => 0,
    };
}
