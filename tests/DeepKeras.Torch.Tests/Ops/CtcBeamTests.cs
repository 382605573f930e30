using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>The beam search of CTC against all labellings there are, each with the sum of the probabilities of its paths.</summary>
internal sealed class CtcBeamTests
{
    private const int Steps = 5;
    private const int Classes = 3;

    [Test]
    public void A_wide_search_finds_the_likeliest_labellings_and_their_probabilities([Range(0, 9)] int phase)
    {
        HostArray logits = new Operand(1, Steps, Classes) { Phase = phase }.Sample(DType.Float64, 1);
        List<(string Labels, double Chance)> expected = All(logits);
        HostArray[] found = new CtcBeamSearch(200, 4).Compute([logits, HostArray.Of<int>([Steps], [1])]);
        for (int path = 0; path < 4; path++)
        {
            Assert.That(string.Join(",", Enumerable.Range(0, Steps).Select(i => found[0][(path * Steps) + i]).Where(label => label >= 0)), Is.EqualTo(expected[path].Labels));
            Assert.That(found[1][path], Is.EqualTo(Math.Log(expected[path].Chance)).Within(1e-12));
        }
    }

    [Test]
    public void Steps_after_the_sequences_end_do_not_count()
    {
        HostArray logits = new Operand(1, Steps, Classes).Sample(DType.Float64, 1);
        var first = new HostArray(DType.Float64, [1, 2, Classes]);
        logits.As<double>()[..(2 * Classes)].CopyTo(first.As<double>());
        Assert.That(
            new CtcBeamSearch(50, 1).Compute([logits, HostArray.Of<int>([2], [1])])[1][0],
            Is.EqualTo(new CtcBeamSearch(50, 1).Compute([first, HostArray.Of<int>([2], [1])])[1][0]));
    }

    [Test]
    public void The_blank_may_be_any_class()
    {
        HostArray logits = new Operand(2, Steps, Classes).Sample(DType.Float32, 2);
        HostArray lengths = HostArray.Of<int>([Steps, Steps], [2]);
        Tensor[] x = [Running.Input(logits.Type, logits.Shape)];
        Tensor turned = Ops.Gather(x[0], Ops.Constant([2, 0, 1]), 2);
        HostArray last = Running.Run(x, [Ops.CtcDecode(x[0], Ops.Constant(lengths), "beam_search", 50, 3, maskIndex: 2).Decoded], [logits])[0];
        HostArray first = Running.Run(x, [Ops.CtcDecode(turned, Ops.Constant(lengths), "beam_search", 50, 3, maskIndex: 0).Decoded], [logits])[0];
        Assert.That(Enumerable.Range(0, (int)first.Elements).Select(i => first[i] > 0 ? first[i] - 1 : -1), Is.EqualTo(Enumerable.Range(0, (int)last.Elements).Select(i => last[i])));
    }

    [Test]
    public void More_paths_than_there_are_labellings_are_refused() =>
        Assert.That(
            () => new CtcBeamSearch(9, 9).Compute([new HostArray(DType.Float32, [1, 1, 3]), HostArray.Of<int>([1], [1])]),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("3 labellings"));

    private static List<(string Labels, double Chance)> All(HostArray logits)
    {
        var chances = new Dictionary<string, double>();
        for (int path = 0; path < Math.Pow(Classes, Steps); path++)
        {
            int[] classes = [.. Enumerable.Range(0, Steps).Select(step => path / (int)Math.Pow(Classes, step) % Classes)];
            double chance = 1;
            for (int step = 0; step < Steps; step++)
            {
                double[] row = [.. Enumerable.Range(0, Classes).Select(i => Math.Exp(logits[(step * Classes) + i]))];
                chance *= row[classes[step]] / row.Sum();
            }

            string labels = string.Join(",", classes.Where((label, i) => label != Classes - 1 && (i == 0 || classes[i - 1] != label)));
            chances[labels] = chances.GetValueOrDefault(labels) + chance;
        }

        return [.. chances.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))];
    }
}
