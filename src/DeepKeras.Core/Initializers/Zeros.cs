namespace DeepKeras.Initializers;

/// <summary>All zeros.</summary>
public sealed partial class Zeros : Initializer
{
    internal override void Fill(HostArray array, ulong seed) => array.Bytes.Clear();
}
