using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Random numbers are Philox 4×32-10: the known answers of its authors' library Random123 (kat_vectors).</summary>
internal sealed class PhiloxTests
{
    [TestCase(0ul, 0ul, 0ul, new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [TestCase(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [TestCase(0x299f31d0a4093822ul, 0x85a308d3243f6a88ul, 0x0370734413198a2eul, new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void A_block_is_the_known_answer(ulong key, ulong low, ulong high, uint[] expected)
    {
        uint[] block = new uint[4];
        Philox.Block(key, low, high, block);
        Assert.That(block, Is.EqualTo(expected));
        Assert.That(NaivePhilox.Block([(uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32)], [(uint)key, (uint)(key >> 32)]), Is.EqualTo(expected));
    }

    [Test]
    public void The_operation_gives_the_low_23_bits_of_the_known_answer_as_TensorFlow_does()
    {
        uint[] words = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8];
        HostArray result = Running.Run(new RandomUniform(0), HostArray.Scalar(0L), new HostArray(DType.Float32, [4]))[0];
        Assert.That(result.As<float>().ToArray(), Is.EqualTo(words.Select(word => (word & 0x7FFFFF) / 8388608f)));
    }

    [Test]
    public void Numbers_depend_on_the_place_alone_and_not_on_the_shape()
    {
        HostArray few = Running.Run(new RandomUniform(5), HostArray.Scalar(9L), new HostArray(DType.Float32, [7]))[0];
        HostArray many = Running.Run(new RandomUniform(5), HostArray.Scalar(9L), new HostArray(DType.Float32, [3, 5]))[0];
        Assert.That(many.As<float>()[..7].ToArray(), Is.EqualTo(few.As<float>().ToArray()));
    }

    [Test]
    public void Another_key_or_counter_gives_other_numbers()
    {
        float[] Numbers(ulong seed, long counter) => Running.Run(new RandomUniform(seed), HostArray.Scalar(counter), new HostArray(DType.Float32, [8]))[0].As<float>().ToArray();
        float[][] all = [Numbers(0, 0), Numbers(1, 0), Numbers(1ul << 32, 0), Numbers(0, 1), Numbers(0, 1L << 32), Numbers(0, -1)];
        Assert.That(all.SelectMany(numbers => numbers).Distinct().Count(), Is.EqualTo(48));
    }

    [Test]
    public void The_numbers_are_evenly_spread_and_below_1()
    {
        HostArray result = Running.Run(new RandomUniform(3), HostArray.Scalar(1L), new HostArray(DType.Float32, [100_000]))[0];
        float[] numbers = result.As<float>().ToArray();
        double chiSquared = numbers.GroupBy(number => (int)(number * 100)).Sum(group => Math.Pow(group.Count() - 1000, 2) / 1000.0);
        Assert.That(numbers.Min(), Is.GreaterThanOrEqualTo(0));
        Assert.That(numbers.Max(), Is.LessThan(1));
        Assert.That(chiSquared, Is.InRange(57, 149), "χ² with 99 degrees of freedom, 99.8 %");
    }
}
