using DeepKeras.Data;
using System.Diagnostics;
using DeepKeras.Optimizers;
using DeepKeras.Training;

namespace DeepKeras.TensorFlow.Tests.Agreement;

/// <summary>What thousands of steps leave behind: nothing.</summary>
[NonParallelizable]
internal sealed class MemoryTests
{
    /// <summary>A step that lost one of its tensors, 64 KiB of weights, would lose 64 MiB in a round.</summary>
    private const long Noise = 8 << 20;

    private string before = "";

    [SetUp]
    public void Use()
    {
        before = Engine.Current.Name;
        Engine.Use("tensorflow");
    }

    [TearDown]
    public void Restore() => Engine.Use(before);

    [Test]
    public void Thousands_of_training_steps_leave_no_memory_behind()
    {
        TrainingData data = Pair.Batch([128]);
        using Model model = Sequential.Create([128]).Dense(128, "relu").Dense(3);
        model.Compile(new Adam(1e-3f), Pair.Loss);
        Assert.That(Growth(() => model.Fit(data, new FitOptions { Epochs = 3000, BatchSize = Pair.Rows })), Is.LessThan(Noise));
    }

    [Test]
    public void Models_that_come_and_go_leave_no_memory_behind()
    {
        TrainingData data = Pair.Batch([128]);
        Assert.That(
            Growth(() =>
            {
                // Weights and the optimizer's moments: 800 KiB each.
                for (int i = 0; i < 40; i++)
                {
                    using Model model = Sequential.Create([128]).Dense(512, "relu").Dense(3);
                    model.Compile(new Adam(1e-3f), Pair.Loss);
                    model.Fit(data, new FitOptions { Epochs = 1, BatchSize = Pair.Rows });
                }
            }),
            Is.LessThan(Noise));
    }

    /// <summary>The least of four rounds after the first: caches and compiled code stop growing.</summary>
    private static long Growth(Action round)
    {
        round();
        long least = long.MaxValue;
        for (int i = 0; i < 4 && least > Noise; i++)
        {
            long before = Resident();
            round();
            least = Math.Min(least, Resident() - before);
        }

        return least;
    }

    private static long Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
