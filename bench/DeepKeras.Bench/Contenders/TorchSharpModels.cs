using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DeepKeras.Bench.Contenders;

using Tensor = TorchSharp.torch.Tensor;

/// <summary>The works' models as TorchSharp modules, with Keras's initial weights.</summary>
internal static class TorchSharpModels
{
    /// <summary>A fresh module, and the shape of its input without the batch.</summary>
    public static (Module<Tensor, Tensor> Module, long[] Input) Create(Architecture model)
    {
        Module<Tensor, Tensor> module = model switch
        {
            Architecture.Mlp => new Mlp([784, 128, 10]),
            Architecture.MlpWide => new Mlp([784, 1024, 1024, 10]),
            Architecture.Large => new Mlp([784, 4096, 4096, 10]),
            Architecture.Tabular => new Mlp([20, 64, 32, 1], sigmoid: true),
            Architecture.Cnn => new Cnn(),
            Architecture.Lstm => new Recurrent(gru: false),
            Architecture.Gru => new Recurrent(gru: true),
        };
        long[] input = model switch
        {
            Architecture.Cnn => [1, 28, 28], // one channel: NHWC and NCHW are the same bytes
            Architecture.Tabular => [20],
            Architecture.Lstm or Architecture.Gru => [Work.Tokens],
            _ => [784],
        };
        foreach ((_, TorchSharp.Modules.Parameter weight) in module.named_parameters())
            _ = weight.dim() < 2 ? init.zeros_(weight) : init.xavier_uniform_(weight);
        return (module, input);
    }

    private sealed class Mlp : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear[] layers;
        private readonly bool sigmoid;

        public Mlp(long[] widths, bool sigmoid = false)
            : base(nameof(Mlp))
        {
            this.sigmoid = sigmoid;
            layers = new TorchSharp.Modules.Linear[widths.Length - 1];
            for (int i = 0; i < layers.Length; i++)
                register_module($"dense_{i}", layers[i] = Linear(widths[i], widths[i + 1]));
        }

        public override Tensor forward(Tensor x)
        {
            for (int i = 0; i < layers.Length - 1; i++)
                x = functional.relu(layers[i].forward(x));
            x = layers[^1].forward(x);
            return sigmoid ? x.sigmoid() : x;
        }
    }

    private sealed class Recurrent : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Embedding embedding = Embedding(10000, 64);
        private readonly TorchSharp.Modules.LSTM? lstm;
        private readonly TorchSharp.Modules.GRU? gru;
        private readonly TorchSharp.Modules.Linear dense = Linear(64, 1);

        public Recurrent(bool gru)
            : base(nameof(Recurrent))
        {
            if (gru)
                this.gru = GRU(64, 64, batchFirst: true);
            else
                lstm = LSTM(64, 64, batchFirst: true);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            Tensor vectors = embedding.forward(x);
            Tensor outputs = lstm is null ? gru!.forward(vectors).Item1 : lstm.forward(vectors).Item1;
            return dense.forward(outputs.select(1, -1)).sigmoid();
        }
    }

    private sealed class Cnn : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d first = Conv2d(1, 32, 3);
        private readonly TorchSharp.Modules.Conv2d second = Conv2d(32, 64, 3);
        private readonly TorchSharp.Modules.Dropout dropout = Dropout(0.5);
        private readonly TorchSharp.Modules.Linear dense = Linear(1600, 10);

        public Cnn()
            : base(nameof(Cnn)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            x = functional.max_pool2d(functional.relu(first.forward(x)), 2);
            x = functional.max_pool2d(functional.relu(second.forward(x)), 2);
            return dense.forward(dropout.forward(x.flatten(1)));
        }
    }
}
