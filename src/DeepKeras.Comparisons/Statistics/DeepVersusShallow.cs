namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The verdict on one data set: one deep model against M shallow learners on the same folds. "Better than every" needs no
/// correction (an intersection-union test); "as good as some" is held to alpha / M.
/// </summary>
/// <remarks>
/// Berger, "Multiparameter hypothesis testing and acceptance sampling", 1982; Nadeau and Bengio 2003; Benavoli et al. 2017;
/// Holm 1979.
/// </remarks>
public static class DeepVersusShallow
{
    /// <summary>Compares the deep model with every shallow learner and draws the verdict.</summary>
    /// <param name="deep">The deep model's scores, at least 3.</param>
    /// <param name="shallow">The shallow learners, at least 1, names distinct; not the prior, which is no learner.</param>
    /// <param name="sizes">The rows the folds train and test on.</param>
    /// <param name="options">ROPE, direction and level.</param>
    /// <exception cref="ArgumentException">
    /// No shallow learner, two of one name, fewer than 3 folds, lists of different lengths, a score that is not finite, or
    /// leave-one-out folds.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">ROPE or level out of range.</exception>
    public static Verdict Judge(
        LearnerScores deep, IReadOnlyList<LearnerScores> shallow, FoldSizes sizes, VerdictOptions options)
    {
        Check(deep, shallow, sizes, options);
        double[] holm = PValueAdjustment.Holm([.. shallow.Select(learner => Test(deep, learner, sizes, options).P)]);
        PairComparison[] pairs = [.. shallow.Select((learner, i) => Compare(deep, learner, sizes, options, holm[i]))];
        (VerdictKind kind, IEnumerable<PairComparison> restsOn) = Overall(pairs, options.Alpha);
        return new Verdict
        {
            Kind = kind,
            Deep = deep,
            Shallow = shallow,
            Pairs = pairs,
            Options = options,
            BestShallow = Best(shallow, options.HigherIsBetter),
            RestsOn = [.. restsOn.Select(pair => pair.Against)],
        };
    }

    /// <summary>
    /// The answer of one deep model of several. That some model of several pays is a "some": it is held to alpha / models; what then falls
    /// short of it is undecided.
    /// </summary>
    internal static VerdictKind KindOf(IReadOnlyList<PairComparison> pairs, double alpha, int models)
    {
        VerdictKind kind = Overall(pairs, alpha).Kind;
        return kind == VerdictKind.DepthPaid && Overall(pairs, alpha / models).Kind != VerdictKind.DepthPaid ? VerdictKind.Undecided : kind;
    }

    private static PairComparison Compare(
        LearnerScores deep, LearnerScores learner, FoldSizes sizes, VerdictOptions options, double pHolm)
    {
        DifferencePosterior posterior = BayesianCorrelatedTTest.Run(
            deep.Scores, learner.Scores, sizes, options.Rope, options.HigherIsBetter);
        return new PairComparison
        {
            Against = learner.Name,
            Test = Test(deep, learner, sizes, options),
            Posterior = posterior,
            PHolm = pHolm,
            Verdict = Pair(posterior, 1 - options.Alpha),
        };
    }

    private static CorrectedTResult Test(LearnerScores deep, LearnerScores learner, FoldSizes sizes, VerdictOptions options) =>
        CorrectedTTest.Run(deep.Scores, learner.Scores, sizes, options.HigherIsBetter, 1 - options.Alpha);

    private static PairVerdict Pair(DifferencePosterior p, double enough)
    {
        if (p.PRight >= enough)
        {
            return PairVerdict.DeepBetter;
        }

        if (p.PLeft >= enough)
        {
            return PairVerdict.ShallowBetter;
        }

        if (p.PRope >= enough)
        {
            return PairVerdict.Equivalent;
        }

        if (p.PLeft + p.PRope >= enough)
        {
            return PairVerdict.ShallowNotWorse;
        }

        return p.PRight + p.PRope >= enough ? PairVerdict.DeepNotWorse : PairVerdict.Undecided;
    }

    private static (VerdictKind Kind, IEnumerable<PairComparison> RestsOn) Overall(IReadOnlyList<PairComparison> pairs, double alpha)
    {
        if (pairs.All(pair => pair.Posterior.PRight >= 1 - alpha))
        {
            return (VerdictKind.DepthPaid, pairs);
        }

        double enough = 1 - alpha / pairs.Count;
        PairComparison[] better = [.. pairs.Where(pair => pair.Posterior.PLeft >= enough)];
        if (better.Length > 0)
        {
            return (VerdictKind.ShallowBetter, better);
        }

        PairComparison[] asGood = [.. pairs.Where(pair => pair.Posterior.PLeft + pair.Posterior.PRope >= enough)];
        return asGood.Length > 0 ? (VerdictKind.DepthDidNotPay, asGood) : (VerdictKind.Undecided, []);
    }

    private static LearnerScores Best(IReadOnlyList<LearnerScores> shallow, bool higherIsBetter) =>
        higherIsBetter ? shallow.MaxBy(learner => learner.Mean)! : shallow.MinBy(learner => learner.Mean)!;

    private static void Check(LearnerScores deep, IReadOnlyList<LearnerScores> shallow, FoldSizes sizes, VerdictOptions options)
    {
        ArgumentNullException.ThrowIfNull(deep);
        ArgumentNullException.ThrowIfNull(shallow);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(options);
        Require.CheckRope(options.Rope);
        Require.CheckOpenUnit(options.Alpha, nameof(options.Alpha));
        if (shallow.Count == 0)
        {
            throw new ArgumentException("Expected at least one shallow learner beside the prior, got none.", nameof(shallow));
        }

        if (deep.Scores.Count < 3)
        {
            throw new ArgumentException($"{deep.Name}: expected scores of at least 3 folds, got {deep.Scores.Count}.", nameof(deep));
        }

        if (sizes.MeanTestRows <= 1)
        {
            throw new ArgumentException(
                "Leave-one-out folds: their scores of 0 or 1 say nothing about their spread. Use McNemar's test.", nameof(sizes));
        }

        foreach (IGrouping<string, LearnerScores> group in shallow.Append(deep).GroupBy(learner => learner.Name))
        {
            if (group.Count() > 1)
            {
                throw new ArgumentException($"{group.Key}: expected names to be distinct, got it {group.Count()} times.", nameof(shallow));
            }
        }

        foreach (LearnerScores learner in shallow)
        {
            CheckPair(deep, learner);
        }
    }

    private static void CheckPair(LearnerScores deep, LearnerScores learner)
    {
        if (learner.Scores.Count != deep.Scores.Count)
        {
            throw new ArgumentException(
                $"{learner.Name}: expected {deep.Scores.Count} fold scores, as {deep.Name} has, got {learner.Scores.Count}.");
        }

        foreach (LearnerScores each in (LearnerScores[])[deep, learner])
        {
            for (int fold = 0; fold < each.Scores.Count; fold++)
            {
                if (!double.IsFinite(each.Scores[fold]))
                {
                    throw new ArgumentException(
                        $"{each.Name}: expected a finite score on fold {fold}, got {each.Scores[fold]}. A learner that failed on a " +
                        "fold leaves every pair.");
                }
            }
        }
    }
}
