using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons;

/// <summary>
/// Says in plain words what the measurements mean for a person who has to choose. Each sentence carries the numbers that it rests on; what was
/// not measured is not said.
/// </summary>
internal sealed class Advisor
{
    private readonly ComparisonReport report;
    private readonly NumberFormat format;
    private readonly string metric;
    private readonly LearnerResult deep, shallow;
    private readonly PairResult pair;
    private readonly List<AdviceSentence> sentences = [];

    private Advisor(ComparisonReport report, PairResult pair)
    {
        this.report = report;
        this.pair = pair;
        format = new NumberFormat(report.Rope);
        metric = NumberFormat.Metric(report.Metric);
        deep = Named(pair.Deep);
        shallow = Named(pair.Shallow);
    }

    public static IReadOnlyList<AdviceSentence> Of(ComparisonReport report)
    {
        PairResult? pair = report.Comparisons.FirstOrDefault(p => p.Deep == report.Verdict.Deep && p.Shallow == report.Verdict.Shallow);
        if (pair is null || !report.Learners.Any(learner => learner.Name == pair.Deep && learner.Succeeded) || !report.Learners.Any(learner => learner.Name == pair.Shallow && learner.Succeeded))
        {
            return [];
        }

        var advisor = new Advisor(report, pair);
        advisor.Verdict();
        advisor.NoiseFloor();
        advisor.Rows();
        advisor.Data();
        advisor.Cost();
        advisor.Seeds();
        advisor.Change();
        return advisor.sentences;
    }

    private void Verdict()
    {
        if (pair.Judged is not { } judged)
        {
            Say("verdict", $"No call is made: {deep.Name} is {format.Against(pair.Difference, report)} {shallow.Name} on average, and for such splits there is no valid test of learners.",
                ("difference", pair.Difference), ("folds", pair.FoldDifferences.Count));
            return;
        }

        DifferencePosterior p = judged.Posterior;
        string text = report.Verdict.Kind switch
        {
            VerdictKind.DepthPaid => $"Use {deep.Name}: it is better than {shallow.Name} by more than {format.Rope} {metric} with probability {NumberFormat.Share(p.PRight)}, and than every other shallow learner with {NumberFormat.Share(1 - report.Alpha)} or more.",
            VerdictKind.ShallowBetter => $"Use {shallow.Name}: it is better than {deep.Name} by more than {format.Rope} {metric} with probability {NumberFormat.Share(p.PLeft)}.",
            VerdictKind.DepthDidNotPay => $"Use {shallow.Name}: with probability {NumberFormat.Share(p.PLeft + p.PRope)} it is as good as {deep.Name} within {format.Rope} {metric}, or better.",
            _ => $"These rows do not decide between {deep.Name} and {shallow.Name}: better by more than {format.Rope} with probability {NumberFormat.Share(p.PRight)}, equal within it {NumberFormat.Share(p.PRope)}, worse {NumberFormat.Share(p.PLeft)}."
                + (p.PRight > 0.5 ? $" The bet is on {deep.Name}." : $" Until more is known take {Cheaper().Name}, the cheaper one to train ({NumberFormat.Seconds(Cheaper().MedianTrainSeconds)} s)."),
        };
        Say("verdict", text, ("difference", pair.Difference), ("low", judged.Test.Low), ("high", judged.Test.High), ("rope", report.Rope),
            ("probability better", p.PRight), ("probability equal", p.PRope), ("probability worse", p.PLeft), ("train seconds of the cheaper", Cheaper().MedianTrainSeconds));
    }

    // Where the best learner hardly beats saying nothing, depth cannot pay.
    private void NoiseFloor()
    {
        if (report.Learners.FirstOrDefault(learner => learner.Kind == LearnerKind.Prior && learner.Succeeded) is not { } prior)
        {
            return;
        }

        LearnerResult best = Better(deep, shallow);
        double gain = Gain(best, prior);
        if (gain <= Little(prior))
        {
            Say("data", $"Look for better features first: the best learner, {best.Name}, is only {format.Signed(gain)} {metric} ahead of the prior, which knows no features.",
                ("gain over the prior", gain), ("best", best.Mean), ("prior", prior.Mean));
        }
    }

    private void Rows()
    {
        if (report.Curve?.Main is { Crossover: { } crossover } main)
        {
            Say("rows", $"{main.Text} At hand are {NumberFormat.Count(report.Rows)} rows.",
                ("rows", report.Rows), ("crossover", crossover.At.Place == CrossingPlace.Inside ? crossover.At.N : double.NaN), ("largest size measured", report.Curve.Sizes[^1]));
        }

        if (pair.Judged is { IsDegenerate: false } judged && report.Verdict.Kind == VerdictKind.Undecided)
        {
            double needed = judged.RowsNeeded(report.Rows);
            string rows = double.IsFinite(needed) && needed > report.Rows
                ? $"; a difference of {format.Rope} would take in the order of {NumberFormat.Count(CrossoverText.TwoDigits(needed))}" : string.Empty;
            Say("rows", $"With {NumberFormat.Count(report.Rows)} rows only a difference of {format.Score(judged.Test.SmallestCallableDifference)} {metric} could have been called{rows}.",
                ("rows", report.Rows), ("smallest callable difference", judged.Test.SmallestCallableDifference), ("rows needed", needed));
        }
    }

    private void Data()
    {
        LearnerResult[] networks = [.. report.Learners.Where(learner => learner.Kind == LearnerKind.Deep && learner.Succeeded)];
        if (report.DataKind == "image" && networks.FirstOrDefault(n => n.Name == "cnn") is { } cnn && networks.FirstOrDefault(n => n.Name.StartsWith("mlp", StringComparison.Ordinal)) is { } mlp)
        {
            double gain = Gain(cnn, mlp);
            Say("data", $"These are images, and here {(gain > report.Rope ? "structure pays" : gain < -report.Rope ? "structure does not pay" : $"structure makes no difference above {format.Rope}")}: the convolutional net is {format.Against(gain, report)} the net without structure ({format.Score(cnn.Mean)} and {format.Score(mlp.Mean)}).",
                ("cnn", cnn.Mean), ("mlp", mlp.Mean), ("gain", gain));
        }
        else if (report.DataKind is "text" or "series" or "table" && Simplest() is { } simple && simple != shallow)
        {
            double gain = Gain(shallow, simple);
            Say("data", $"The data are {(report.DataKind == "table" ? "a table" : report.DataKind == "text" ? "text" : "a series")} of {NumberFormat.Count(report.Rows)} rows: the simplest learner, {simple.Name}, reaches {format.Score(simple.Mean)} {metric}; {shallow.Name} adds {format.Signed(gain)}, {deep.Name} {format.Signed(Gain(deep, simple))}.",
                ("rows", report.Rows), ("simplest", simple.Mean), ("gain of shallow", gain), ("gain of deep", Gain(deep, simple)));
        }
        else if (Simplest() is { } itself)
        {
            Say("data", $"The data are {(report.DataKind == "image" ? "images" : report.DataKind == "text" ? "text" : report.DataKind == "series" ? "a series" : "a table")} of {NumberFormat.Count(report.Rows)} rows, and the simplest learner, {itself.Name}, is the best shallow one with {format.Score(itself.Mean)} {metric}.",
                ("rows", report.Rows), ("simplest", itself.Mean));
        }
    }

    private void Cost()
    {
        if (deep.Cost is not { } deepCost || shallow.Cost is not { } shallowCost)
        {
            return;
        }

        double train = deep.MedianTrainSeconds / shallow.MedianTrainSeconds, latency = deepCost.LatencyP50 / shallowCost.LatencyP50;
        Say("cost", $"{deep.Name} takes {Times(train)} the training time of {shallow.Name} ({NumberFormat.Seconds(deep.MedianTrainSeconds)} s and {NumberFormat.Seconds(shallow.MedianTrainSeconds)} s) "
            + $"and {Times(latency)} the time for one row ({NumberFormat.Milliseconds(deepCost.LatencyP50)} ms and {NumberFormat.Milliseconds(shallowCost.LatencyP50)} ms) for {format.Signed(pair.Difference)} {metric}.",
            ("train seconds deep", deep.MedianTrainSeconds), ("train seconds shallow", shallow.MedianTrainSeconds), ("train ratio", train),
            ("latency deep, ms", deepCost.LatencyP50), ("latency shallow, ms", shallowCost.LatencyP50), ("latency ratio", latency), ("difference", pair.Difference));
        LearnerResult[] front = [.. report.ParetoFront.Where(learner => learner.Kind != LearnerKind.Prior)];
        if (front.Length > 0)
        {
            Say("cost", $"Between speed and {metric} the choice is {string.Join(", then ", front.Select(learner => $"{learner.Name} ({NumberFormat.Milliseconds(learner.Cost!.LatencyP50)} ms, {format.Score(learner.Mean)})"))}; every other learner is beaten in both.",
                [.. front.SelectMany(learner => ((string, double)[])[($"latency of {learner.Name}, ms", learner.Cost!.LatencyP50), ($"score of {learner.Name}", learner.Mean)])]);
        }
    }

    private void Seeds()
    {
        if (deep.Variance is { } variance)
        {
            double share = variance.SeedShare + variance.ResidualShare;
            string more = variance.Seed > variance.Fold ? $" The seed alone moves the score more than the fold does: average several runs, at {report.SeedsPerFold} times the cost, and do not pick the best." : string.Empty;
            Say("seeds", $"Of the variance of one run of {deep.Name}, {share * 100:F0} % comes from the seed and the rest, {variance.FoldShare * 100:F0} % from the fold; a new seed on the same rows moves it by about {format.Score(variance.SdSameFoldsNewSeed)}.{more}",
                ("seed and residual share", share), ("fold share", variance.FoldShare), ("sd of a new seed", variance.SdSameFoldsNewSeed), ("seeds", report.SeedsPerFold));
        }
    }

    private void Change()
    {
        if (pair.Judged is { IsDegenerate: false } judged)
        {
            DifferencePosterior p = judged.Posterior;
            if (report.Verdict.Kind is VerdictKind.DepthDidNotPay or VerdictKind.Undecided && judged.Test.High > 0 && report.Rope > 0)
            {
                Say("change", $"What would change it: if less than {format.Rope} {metric} matters to you, set a smaller --rope; the interval of the difference reaches up to {format.Signed(judged.Test.High)}.",
                    ("rope", report.Rope), ("high", judged.Test.High), ("probability better", p.PRight));
            }

            if (report.Verdict.Kind == VerdictKind.DepthPaid && deep.Cost is { } cost)
            {
                Say("change", $"What would change it: a budget below {NumberFormat.Milliseconds(cost.LatencyP50)} ms for one row or {NumberFormat.Seconds(deep.MedianTrainSeconds)} s of training, or a gain below {format.Signed(judged.Test.Low)} {metric}, the low end of the interval, not being worth it.",
                    ("latency, ms", cost.LatencyP50), ("train seconds", deep.MedianTrainSeconds), ("low", judged.Test.Low));
            }
        }

        if (report.Tuning == "fixed" && pair.Judged is { } fixedPair && Math.Abs(fixedPair.Test.MeanDifference) < Little(shallow))
        {
            Say("change", $"Settings were fixed beforehand; with a gap of {format.Signed(pair.Difference)} {metric} tuning both sides alike (--tune 20) can turn it.", ("difference", pair.Difference), ("trials suggested", 20));
        }
    }

    private void Say(string topic, string text, params (string Name, double Value)[] evidence) =>
        sentences.Add(new AdviceSentence(topic, text, evidence.Where(pair => double.IsFinite(pair.Value)).ToDictionary(pair => pair.Name, pair => pair.Value)));

    // Two hundredths of a score with a scale of its own; of a loss or an error, whose scale is the data's, two hundredths of its value.
    private double Little(LearnerResult of) => Math.Max(report.Rope, report.HigherIsBetter ? 0.02 : 0.02 * Math.Abs(of.Mean));

    private LearnerResult? Simplest() => report.Learners.FirstOrDefault(learner => learner is { Succeeded: true, Name: "linear regression" or "logistic regression" });

    private LearnerResult Cheaper() => deep.MedianTrainSeconds < shallow.MedianTrainSeconds ? deep : shallow;

    private LearnerResult Better(LearnerResult a, LearnerResult b) => Gain(a, b) >= 0 ? a : b;

    private double Gain(LearnerResult a, LearnerResult b) => report.HigherIsBetter ? a.Mean - b.Mean : b.Mean - a.Mean;

    private LearnerResult Named(string name) => report.Learners.First(learner => learner.Name == name);

    private static string Times(double ratio) => ratio >= 1.05
        ? FormattableString.Invariant($"{(ratio >= 10 ? Math.Round(ratio).ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : ratio.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture))} times")
        : ratio > 0.95 ? "about" : FormattableString.Invariant($"{ratio:0.00} times");
}
