using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench;

/// <summary>The leak check: many steps of the MLP on a small set, with memory and allocation sampled along the way.</summary>
internal static class StepsRunner
{
    private const int Batch = 32;
    private const int StepsAnEpoch = 100;

    /// <summary>A sample after so many steps.</summary>
    /// <param name="Steps">Steps done.</param>
    /// <param name="ResidentMb">Resident memory.</param>
    /// <param name="ManagedMb">What is on the managed heap, garbage not yet collected included.</param>
    /// <param name="AllocatedBytes">Managed bytes allocated since the process began.</param>
    /// <param name="Collections">Garbage collections of generations 0, 1 and 2.</param>
    internal sealed record Sample(int Steps, double ResidentMb, double ManagedMb, long AllocatedBytes, int[] Collections);

    /// <summary>What a label did.</summary>
    /// <param name="Label">The label.</param>
    /// <param name="Steps">Steps done.</param>
    /// <param name="UsPerStep">Median of the epochs' means.</param>
    /// <param name="BytesPerStep">Managed bytes allocated a step, over the second half.</param>
    /// <param name="LateSlopeKbPer1000">Growth of resident memory over the second half.</param>
    /// <param name="LateNativeSlopeKbPer1000">The same without the managed heap: what a leak of tensors would show in.</param>
    /// <param name="GrowthMb">Resident memory at the end less that at the first sample.</param>
    /// <param name="Samples">A hundred along the way.</param>
    internal sealed record Report(
        string Label, int Steps, double UsPerStep, double BytesPerStep, double LateSlopeKbPer1000,
        double LateNativeSlopeKbPer1000, double GrowthMb, List<Sample> Samples);

    public static Report Run(string label, int steps)
    {
        (float[] x, int[] y) = WorkloadData.Images(Batch * StepsAnEpoch, Work.Features);
        IContender contender = Contender.Named(label);
        contender.Load();
        using ITrainer trainer = contender.Create(Architecture.Mlp);
        int epochs = Math.Max(4, steps / StepsAnEpoch), every = Math.Max(1, epochs / 100), done = 0;
        var samples = new List<Sample>();
        var micros = new List<double>();
        trainer.Fit(x, y, Batch, epochs, epoch =>
        {
            micros.Add(epoch.Milliseconds * 1e3 / StepsAnEpoch);
            if (++done % every == 0)
                samples.Add(new Sample(done * StepsAnEpoch, ProcessMemory.Resident, GC.GetTotalMemory(false) / 1048576.0, GC.GetTotalAllocatedBytes(),
                    [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)]));
        });
        // The first half is warm-up: tiers of the JIT, pools of the allocators.
        Sample[] late = [.. samples.Skip(samples.Count / 2)];
        double bytes = (late[^1].AllocatedBytes - late[0].AllocatedBytes) / (double)(late[^1].Steps - late[0].Steps);
        return new Report(label, done * StepsAnEpoch, Statistics.Median(micros), bytes, Slope(s => s.ResidentMb), Slope(s => s.ResidentMb - s.ManagedMb),
            samples[^1].ResidentMb - samples[0].ResidentMb, samples);

        double Slope(Func<Sample, double> megabytes) =>
            Statistics.Slope([.. late.Select(s => s.Steps / 1000.0)], [.. late.Select(s => megabytes(s) * 1024)]);
    }
}
