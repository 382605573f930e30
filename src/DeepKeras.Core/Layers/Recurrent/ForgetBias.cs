using DeepKeras.Initializers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The bias of an LSTM's gates (input, forget, candidate, output) with 1 for the forget gate, so that it remembers at first (Jozefowicz et
/// al., An empirical exploration of recurrent network architectures, 2015).
/// </summary>
[NotConfig]
internal sealed class ForgetBias(Initializer others, int units) : Initializer
{
    internal override void Fill(HostArray array, ulong seed)
    {
        var first = new HostArray(array.Type, [units]);
        var last = new HostArray(array.Type, [2 * units]);
        others.Fill(first, seed);
        others.Fill(last, RandomSeed.Combine(seed, 1));
        for (int i = 0; i < units; i++)
        {
            array[i] = first[i];
            array[units + i] = 1;
        }

        for (int i = 0; i < 2 * units; i++)
        {
            array[(2 * units) + i] = last[i];
        }
    }
}
