namespace DeepKeras.Torch.Tests.Operations;

/// <summary>
/// Philox 4×32-10 as its paper writes it, and TensorFlow's floats of it: the low 23 bits of a word are the mantissa of a number in [1, 2).
/// </summary>
internal static class NaivePhilox
{
    public static uint[] Block(uint[] counter, uint[] key)
    {
        uint[] c = [.. counter];
        uint[] k = [.. key];
        for (int round = 0; round < 10; round++)
        {
            UInt128 left = (UInt128)0xD2511F53 * c[0];
            UInt128 right = (UInt128)0xCD9E8D57 * c[2];
            c = [(uint)(right >> 32) ^ c[1] ^ k[0], (uint)(right & uint.MaxValue), (uint)(left >> 32) ^ c[3] ^ k[1], (uint)(left & uint.MaxValue)];
            k = [unchecked(k[0] + 0x9E3779B9), unchecked(k[1] + 0xBB67AE85)];
        }

        return c;
    }

    public static Plain Uniform(int[] shape, ulong key, ulong counter)
    {
        uint i = 0;
        return Plain.Of(shape, _ =>
        {
            uint word = Block([i / 4, 0, (uint)counter, (uint)(counter >> 32)], [(uint)key, (uint)(key >> 32)])[i++ % 4];
            return (word & 0x7FFFFF) / 8388608.0;
        });
    }
}
