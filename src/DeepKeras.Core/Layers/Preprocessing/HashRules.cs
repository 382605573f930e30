using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>Texts and numbers in buckets: what the hashing layers share.</summary>
internal static class HashRules
{
    /// <exception cref="ArgumentException">A salt is not two numbers.</exception>
    public static IReadOnlyList<long>? Salt(IReadOnlyList<long>? salt) => salt is null or { Count: 2 } ? salt
        : throw new ArgumentException($"salt: expected two whole numbers, got {salt.Count}.");

    /// <summary>A bucket, int64, for each text or whole number; floats are cut towards 0.</summary>
    public static Tensor Buckets(Tensor x, long buckets, IReadOnlyList<long>? salt)
    {
        Tensor texts = x.DType == DType.String ? x : Ops.Emit(new TextOf(), x.DType.IsInteger() ? x : Ops.Cast(x, DType.Int64));
        return Ops.Emit(new TextHash(buckets, salt is null ? null : ((ulong)salt[0], (ulong)salt[1])), texts);
    }
}
