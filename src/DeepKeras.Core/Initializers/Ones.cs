using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>All ones (true, for bool). After <c>keras.initializers.Ones</c>.</summary>
[KerasAlias("one")]
public sealed partial class Ones : Initializer
{
    internal override void Fill(HostArray array, ulong seed) => array.Fill(1);
}
