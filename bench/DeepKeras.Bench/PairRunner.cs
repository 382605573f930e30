using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench;

/// <summary>Two labels in one process, an epoch of one after an epoch of the other: the machine's moods touch both alike.</summary>
internal static class PairRunner
{
    private const int Epochs = 6;

    /// <summary>The works that are paired.</summary>
    public static IReadOnlyList<string> Works { get; } = ["mlp_b32", "mlp_b128", "mlp_b512", "cnn_b64", "resnet_small", "lstm", "gru", "transformer"];

    /// <param name="name">The work.</param>
    /// <param name="label">The label that is set against TorchSharp's plain loop.</param>
    /// <param name="round">Which repeat.</param>
    /// <param name="quick">A look only.</param>
    public static PairResult Run(string name, string label, int round, bool quick)
    {
        Work work = quick ? Work.Named(name).Quick() : Work.Named(name);
        (float[] x, int[] y) = work.Data();
        var others = new OtherLoad();
        IContender plain = new TorchSharpContender(), ours = Contender.Named(label);
        plain.Load();
        ours.Load();
        using var loop = new TorchSharpTrainer(work.Model);
        using TorchSharpTrainer.Session session = loop.Begin(x, y, work.Batch);
        using ITrainer trainer = ours.Create(work.Model);
        var (mine, theirs) = (new List<double>(), new List<double>());
        // Our Fit goes on inside its epochs; TorchSharp's epoch runs between two of them, on the same thread, outside both clocks.
        trainer.Fit(x, y, work.Batch, 1 + (quick ? 2 : Epochs), epoch =>
        {
            mine.Add(epoch.Milliseconds * 1e3 / work.Steps);
            using var gradients = TorchSharp.torch.enable_grad(); // whether they are recorded is the thread's state, and DeepKeras's too
            theirs.Add(session.RunEpoch().Milliseconds * 1e3 / work.Steps);
        });
        double[] a = [.. mine.Skip(1)], b = [.. theirs.Skip(1)];
        return new PairResult(name, round, a, b, Math.Round(others.Share(), 3), Statistics.Median([.. a.Zip(b, (m, t) => t / m)]));
    }
}
