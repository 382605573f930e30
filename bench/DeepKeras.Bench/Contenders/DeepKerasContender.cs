using DeepKeras.Torch.Native;

namespace DeepKeras.Bench.Contenders;

/// <summary>DeepKeras on its libtorch engine.</summary>
internal sealed class DeepKerasContender : IContender
{
    public string Label => "deepkeras";

    public string Extension => ".keras";

    public void Load()
    {
        TorchLibrary.Load();
        _ = Engine.Current;
    }

    public ITrainer Create(Architecture model) => DeepKerasTrainer.Create(model);

    public ITrainer Open(Architecture model, string path) => DeepKerasTrainer.Open(model, path);

    public IReadOnlyList<double> Sgemm(int size, int warmUps, int repeats) => []; // the product is libtorch's own: TorchSharp's row says it
}
