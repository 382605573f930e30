namespace DeepKeras.Operations;

/// <summary>
/// A beam search over labellings (Graves, Supervised sequence labelling with recurrent neural networks, 2012, section 7.5.3), in the order in
/// which TensorFlow's CTCBeamSearchDecoder does it: the blank is the last class, and repeated labels of a result stay.
/// </summary>
/// <param name="width">How many labellings are kept at each step.</param>
internal sealed class CtcBeams(int width)
{
    /// <summary>The labellings that are kept, the likeliest first.</summary>
    private List<CtcBeam> kept = [new(-1, null) { New = new(double.NegativeInfinity, 0, 0) }];

    /// <summary>The labellings that are kept, the likeliest first.</summary>
    public IReadOnlyList<CtcBeam> Best => kept;

    /// <summary>One step further.</summary>
    /// <param name="logits">Of the classes, the blank last.</param>
    public void Step(double[] logits)
    {
        double most = logits.Max();
        double norm = most + Math.Log(logits.Sum(logit => Math.Exp(logit - most)));
        List<CtcBeam> before = kept;
        kept = [];
        foreach (CtcBeam beam in before)
        {
            beam.Old = beam.New;
        }

        foreach (CtcBeam beam in before)
        {
            double label = beam.New.Label;
            if (beam.Parent is { } parent)
            {
                if (parent.IsActive)
                {
                    // A label that follows itself is another one only after a blank.
                    label = Either(label, beam.Label == parent.Label ? parent.Old.Blank : parent.Old.Total);
                }

                label += logits[beam.Label] - norm;
            }

            double blank = beam.Old.Total + logits[^1] - norm;
            beam.New = new(label, blank, Either(blank, label));
            Keep(beam);
        }

        foreach (CtcBeam beam in before)
        {
            if (!IsCandidate(beam.Old.Total))
            {
                continue;
            }

            for (int next = 0; next < logits.Length - 1; next++)
            {
                CtcBeam child = beam.Child(next);
                if (child.IsActive)
                {
                    continue;
                }

                double chance = logits[next] - norm + (next == beam.Label ? beam.Old.Blank : beam.Old.Total);
                if (!IsCandidate(chance))
                {
                    (child.Old, child.New) = (CtcChances.None, CtcChances.None);
                    continue;
                }

                if (kept.Count == width)
                {
                    kept[^1].New = CtcChances.None;
                }

                child.New = new(chance, double.NegativeInfinity, chance);
                Keep(child);
            }
        }
    }

    private bool IsCandidate(double chance) => chance > double.NegativeInfinity && (kept.Count < width || chance > kept[^1].New.Total);

    /// <summary>Puts a labelling in its place; one too many goes.</summary>
    private void Keep(CtcBeam beam)
    {
        int at = kept.Count;
        while (at > 0 && kept[at - 1].New.Total < beam.New.Total)
        {
            at--;
        }

        kept.Insert(at, beam);
        if (kept.Count > width)
        {
            kept.RemoveAt(width);
        }
    }

    /// <summary>log(eᵃ + eᵇ).</summary>
    private static double Either(double a, double b) =>
        a == double.NegativeInfinity ? b
        : b == double.NegativeInfinity ? a
        : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
}
