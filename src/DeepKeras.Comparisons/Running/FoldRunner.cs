using System.Runtime.ExceptionServices;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>
/// Fits every learner on every fold and scores it: one after the other, or several at once. Either way the scores are the same, since a fit
/// knows its rows and its seed and nothing else.
/// </summary>
internal sealed class FoldRunner
{
    private readonly Dataset data;
    private readonly FoldPlan plan;
    private readonly Score score;
    private readonly IReadOnlyList<ILearner> learners;
    private readonly Job[] jobs;
    private readonly FoldRows rows;
    private readonly int[] firstFailure;
    private readonly FitRecord?[] records;
    private readonly Lock gate = new();
    private int done;

    public FoldRunner(Dataset data, FoldPlan plan, Score score, IReadOnlyList<ILearner> learners)
    {
        this.data = data;
        this.plan = plan;
        this.score = score;
        this.learners = learners;
        jobs = [.. Jobs()];
        rows = new FoldRows(data, plan, jobs.Select(job => job.Fold));
        records = new FitRecord?[jobs.Length];
        firstFailure = new int[learners.Count];
        Array.Fill(firstFailure, int.MaxValue);
    }

    /// <param name="parallel">How many fits may run at once, 1 or more.</param>
    /// <param name="journal">The file in which finished fits are kept and found; null: none.</param>
    /// <param name="progress">Told before and after each fit, one call at a time.</param>
    /// <param name="cancellation">Stops the run.</param>
    public IReadOnlyList<LearnerResult> Run(int parallel, string? journal, IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        using FitJournal? kept = journal is null ? null : FitJournal.Open(journal, PlanPrint.Of(data, plan, score, learners));
        TakeOver(kept);
        var open = new Queue<int>(Enumerable.Range(0, jobs.Length).Where(j => records[j] is null));
        int[] alone = [.. open.Where(j => parallel == 1 || (jobs[j].Fold == 0 && jobs[j].Seed == 0))];
        foreach (int j in alone)
        {
            Do(j, alone: true, warm: parallel > 1, kept, progress, cancellation);
        }

        InParallel([.. open.Except(alone)], parallel, j => Do(j, alone: false, warm: false, kept, progress, cancellation), cancellation);
        return [.. learners.Select((learner, i) => LearnerResultBuilder.Of(learner, plan, data, [.. records.Where((_, j) => jobs[j].Learner == i).OfType<FitRecord>()]))];
    }

    private IEnumerable<Job> Jobs()
    {
        for (int fold = 0; fold < plan.Folds.Count; fold++)
        {
            for (int learner = 0; learner < learners.Count; learner++)
            {
                int seeds = learners[learner].Kind == LearnerKind.Deep ? plan.SeedRepeats : 1;
                for (int seed = 0; seed < seeds; seed++)
                {
                    yield return new Job(learner, fold, seed);
                }
            }
        }
    }

    private void TakeOver(FitJournal? journal)
    {
        if (journal is null)
        {
            return;
        }

        var place = jobs.Select((job, j) => (Key: (learners[job.Learner].Name, job.Fold, job.Seed), j)).ToDictionary(pair => pair.Key, pair => pair.j);
        foreach (FitRecord record in journal.Finished)
        {
            if (place.TryGetValue((record.Learner, record.Fold, record.Seed), out int j) && records[j] is null)
            {
                Keep(j, record);
                rows.Release(jobs[j].Fold);
                done++;
            }
        }
    }

    private void Do(int j, bool alone, bool warm, FitJournal? journal, IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        Job job = jobs[j];
        ILearner learner = learners[job.Learner];
        if (HasFailedBefore(j))
        {
            Tell(progress, job, null, FailureOf(job.Learner), counts: true);
            rows.Release(job.Fold);
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        Tell(progress, job, null, null, counts: false);
        FitRecord record = new FoldFit(plan, score, rows).Run(learner, job.Fold, job.Seed, alone, warm, cancellation);
        rows.Release(job.Fold);
        journal?.Add(record);
        Keep(j, record);
        Tell(progress, job, record.Score, record.Failure, counts: true);
    }

    // The failure that counts is the first one in the order of jobs: only fits after it are needless, so it does not depend on who was faster.
    private bool HasFailedBefore(int j)
    {
        lock (gate)
        {
            return firstFailure[jobs[j].Learner] < j;
        }
    }

    private string? FailureOf(int learner)
    {
        lock (gate)
        {
            return firstFailure[learner] == int.MaxValue ? null : records[firstFailure[learner]]!.Failure;
        }
    }

    private void Keep(int j, FitRecord record)
    {
        lock (gate)
        {
            records[j] = record;
            if (record.Failure is not null)
            {
                firstFailure[jobs[j].Learner] = Math.Min(firstFailure[jobs[j].Learner], j);
            }
        }
    }

    private void Tell(IProgress<ComparisonProgress>? progress, Job job, double? value, string? failure, bool counts)
    {
        lock (gate)
        {
            done += counts ? 1 : 0;
            progress?.Report(new ComparisonProgress(learners[job.Learner].Name, job.Fold + 1, plan.Folds.Count, done, jobs.Length, value, failure));
        }
    }

    // Threads of their own: a fit may set how many threads its thread's library uses.
    private static void InParallel(int[] work, int parallel, Action<int> run, CancellationToken cancellation)
    {
        int next = -1;
        ExceptionDispatchInfo? thrown = null;
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(parallel, work.Length)).Select(_ => new Thread(Work, 16 << 20) { IsBackground = true })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        thrown?.Throw();
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                while (Volatile.Read(ref thrown) is null && Interlocked.Increment(ref next) is int i && i < work.Length)
                {
                    run(work[i]);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref thrown, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }

    private readonly record struct Job(int Learner, int Fold, int Seed);
}
