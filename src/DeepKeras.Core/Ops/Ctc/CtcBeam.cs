namespace DeepKeras.Operations;

/// <summary>The log probabilities that a labelling so far ends in its label, in a blank, and in either.</summary>
internal readonly record struct CtcChances(double Label, double Blank, double Total)
{
    public static readonly CtcChances None = new(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);
}

/// <summary>A labelling in a tree of them: its last label, and the labelling before.</summary>
internal sealed class CtcBeam(int label, CtcBeam? parent)
{
    private Dictionary<int, CtcBeam>? children;

    public int Label => label;

    public CtcBeam? Parent => parent;

    /// <summary>After the step before.</summary>
    public CtcChances Old { get; set; } = CtcChances.None;

    /// <summary>After this step.</summary>
    public CtcChances New { get; set; } = CtcChances.None;

    /// <summary>Whether it is among those that are kept.</summary>
    public bool IsActive => New.Total > double.NegativeInfinity;

    /// <summary>The labelling that is longer by a label.</summary>
    public CtcBeam Child(int next)
    {
        children ??= [];
        if (!children.TryGetValue(next, out CtcBeam? child))
        {
            child = new(next, this);
            children.Add(next, child);
        }

        return child;
    }

    /// <summary>The labels from the first to the last.</summary>
    public int[] Labels()
    {
        var labels = new List<int>();
        for (CtcBeam beam = this; beam.Parent is not null; beam = beam.Parent)
        {
            labels.Add(beam.Label);
        }

        labels.Reverse();
        return [.. labels];
    }
}
