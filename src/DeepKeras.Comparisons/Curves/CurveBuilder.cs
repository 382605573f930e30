using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Comparisons.Statistics.Distributions;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Curves;

/// <summary>Turns the scores of nested subsets into curves, bands and crossovers.</summary>
internal static class CurveBuilder
{
    public static CurveReport Build(Dataset data, FoldPlan outer, int[] sizes, Score score, IReadOnlyList<LearnerResult> results, int seed, double alpha)
    {
        FoldSizes? foldSizes = outer.Exchangeable ? FoldSizes.Of(outer.Folds) : null;
        LearnerCurve[] curves = [.. results.Select(result => Curve(result, sizes, outer.Folds.Count, foldSizes, score, alpha))];
        CurveCrossover[] crossovers = [.. Crossovers(curves, sizes, foldSizes, score, alpha)];
        CurveCrossover? main = Main(curves, crossovers, score);
        var warnings = new List<string>(outer.Warnings);
        foreach (LearnerCurve failed in curves.Where(curve => curve.Failure is not null))
        {
            warnings.Add($"{failed.Name} failed and has no curve ({failed.Failure}).");
        }

        if (foldSizes is null)
        {
            warnings.Add("Rows in time order: the splits are not exchangeable, so there are no bands and no crossover, only means.");
        }

        foreach (CurveCrossover turn in crossovers.Where(crossover => crossover.Crossover is { SignChanges: > 1 }))
        {
            warnings.Add($"{turn.Deep} against {turn.Shallow}: not monotone, the lead changes {turn.Crossover!.SignChanges} times over the sizes measured.");
        }

        return new CurveReport
        {
            Dataset = data.Name,
            Metric = score.Name,
            HigherIsBetter = score.HigherIsBetter,
            Rows = data.Rows,
            Sizes = sizes,
            Splits = outer.Description,
            Seed = seed,
            Alpha = alpha,
            Curves = curves,
            Crossovers = crossovers,
            Main = main,
            Text = main?.Text ?? "No deep model could be set against a shallow learner.",
            Warnings = warnings,
        };
    }

    /// <summary>The error that a power law is fitted to.</summary>
    public static double Error(double value, bool higherIsBetter) => higherIsBetter ? 1 - value : value;

    private static LearnerCurve Curve(LearnerResult result, int[] sizes, int splits, FoldSizes? foldSizes, Score score, double alpha)
    {
        var curve = new LearnerCurve { Name = result.Name, Kind = result.Kind, Settings = result.Settings, Values = [], Failure = result.Failure };
        if (!result.Succeeded)
        {
            return curve;
        }

        CurveValue[] values = [.. sizes.Select((rows, i) =>
        {
            double[] scores = [.. Enumerable.Range(0, splits).Select(split => result.Scores[(split * sizes.Length) + i])];
            double mean = Moments.Mean(scores);
            double half = foldSizes is null ? double.NaN
                : StudentT.Quantile(splits - 1, 1 - (alpha / 2)) * Math.Sqrt((1.0 / splits) + foldSizes.TestToTrainRatio) * Moments.Sd(scores);
            return new CurveValue(rows, mean, mean - half, mean + half, scores);
        })];
        return curve with
        {
            Values = values,
            Law = result.Kind == LearnerKind.Prior ? null : PowerLaw.Fit(sizes, [.. values.Select(value => Error(value.Mean, score.HigherIsBetter))]),
        };
    }

    private static IEnumerable<CurveCrossover> Crossovers(LearnerCurve[] curves, int[] sizes, FoldSizes? foldSizes, Score score, double alpha)
    {
        LearnerCurve[] shallow = [.. curves.Where(curve => curve.Kind == LearnerKind.Shallow && curve.Failure is null)];
        if (shallow.Length == 0)
        {
            yield break;
        }

        IReadOnlyList<IReadOnlyList<double>> best = [.. sizes.Select((_, i) =>
            (score.HigherIsBetter ? shallow.MaxBy(curve => curve.Values[i].Mean) : shallow.MinBy(curve => curve.Values[i].Mean))!.Values[i].Scores)];
        foreach (LearnerCurve deep in curves.Where(curve => curve.Kind == LearnerKind.Deep && curve.Failure is null))
        {
            if (shallow.Length > 1)
            {
                yield return One(deep, CurveCrossover.BestAtEachSize, best);
            }

            foreach (LearnerCurve partner in shallow)
            {
                yield return One(deep, partner.Name, [.. partner.Values.Select(value => value.Scores)]);
            }
        }

        CurveCrossover One(LearnerCurve deep, string name, IReadOnlyList<IReadOnlyList<double>> partner)
        {
            IReadOnlyList<IReadOnlyList<double>> scores = [.. deep.Values.Select(value => value.Scores)];
            Crossover? found = foldSizes is null ? null : Crossover.Find(sizes, scores, partner, foldSizes, score.HigherIsBetter, 1 - alpha);
            return new CurveCrossover(deep.Name, name, found, CrossoverText.Of(deep.Name, name, found, sizes, alpha));
        }
    }

    private static CurveCrossover? Main(LearnerCurve[] curves, CurveCrossover[] crossovers, Score score)
    {
        LearnerCurve[] deep = [.. curves.Where(curve => curve.Kind == LearnerKind.Deep && curve.Failure is null)];
        if (deep.Length == 0)
        {
            return null;
        }

        LearnerCurve best = (score.HigherIsBetter ? deep.MaxBy(curve => curve.Values[^1].Mean) : deep.MinBy(curve => curve.Values[^1].Mean))!;
        return crossovers.FirstOrDefault(crossover => crossover.Deep == best.Name);
    }
}
