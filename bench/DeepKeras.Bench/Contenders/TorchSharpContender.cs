using System.Diagnostics;
using DeepKeras.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepKeras.Bench.Contenders;

using Tensor = TorchSharp.torch.Tensor;

/// <summary>TorchSharp, by hand.</summary>
internal sealed class TorchSharpContender : IContender
{
    public string Label => "torchsharp";

    public string Extension => ".dat";

    public void Load()
    {
        TorchLibrary.ServeTorchSharp();
        using Tensor one = ones(1);
    }

    public ITrainer Create(Architecture model) => new TorchSharpTrainer(model);

    public ITrainer Open(Architecture model, string path)
    {
        var trainer = new TorchSharpTrainer(model);
        trainer.Read(path);
        return trainer;
    }

    public IReadOnlyList<double> Sgemm(int size, int warmUps, int repeats)
    {
        using Tensor a = rand(size, size), b = rand(size, size);
        var values = new List<double>();
        for (int i = 0; i < warmUps + repeats; i++)
        {
            var clock = Stopwatch.StartNew();
            using Tensor c = mm(a, b);
            if (i >= warmUps)
                values.Add(2.0 * size * size * size / clock.Elapsed.TotalSeconds / 1e9);
        }
        return values;
    }
}
