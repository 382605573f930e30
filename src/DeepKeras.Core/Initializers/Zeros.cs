using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>All zeros (false, for bool). After <c>keras.initializers.Zeros</c>.</summary>
[KerasAlias("zero")]
public sealed partial class Zeros : Initializer
{
    internal override void Fill(HostArray array, ulong seed) => array.Bytes.Clear();
}
