using DeepKeras.Torch.Native;

namespace DeepKeras.Bench.Contenders;

/// <summary>DeepKeras on one of its engines.</summary>
/// <param name="engine"><c>torch</c> or <c>tensorflow</c>.</param>
internal sealed class DeepKerasContender(string engine) : IContender
{
    public string Label => engine == "torch" ? Contender.Ours : Contender.OnTensorFlow;

    public string Extension => ".keras";

    public void Load()
    {
        if (engine == "torch")
            TorchLibrary.Load();
        Engine.Use(engine);
    }

    public ITrainer Create(Architecture model) => DeepKerasTrainer.Create(model);

    public ITrainer Open(Architecture model, string path) => DeepKerasTrainer.Open(model, path);

    public IReadOnlyList<double> Sgemm(int size, int warmUps, int repeats) => []; // the product is libtorch's own: TorchSharp's row says it
}
