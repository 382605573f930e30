using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DeepKeras.Bench.Contenders;

using Tensor = TorchSharp.torch.Tensor;

/// <summary>The works' models as TorchSharp modules, with Keras's initial weights.</summary>
internal static class TorchSharpModels
{
    /// <summary>A fresh module; it reads images with their channels first.</summary>
    public static Module<Tensor, Tensor> Create(Architecture model)
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
            Architecture.ResNet => new ResNet20(),
            Architecture.Transformer => new Transformer(),
        };
        foreach ((string name, TorchSharp.Modules.Parameter weight) in module.named_parameters())
            _ = name.Contains("norm") ? weight
                : weight.dim() < 2 ? init.zeros_(weight)
                : model == Architecture.ResNet && weight.dim() == 4 ? init.kaiming_normal_(weight)
                : init.xavier_uniform_(weight);
        return module;
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

    private sealed class ResNet20 : Module<Tensor, Tensor>
    {
        private readonly Block stem = new(3, 16, 1, shortcut: false);
        private readonly List<Block> inner = [];
        private readonly TorchSharp.Modules.Linear dense = Linear(64, 10);

        public ResNet20()
            : base(nameof(ResNet20))
        {
            RegisterComponents();
            int channels = 16;
            foreach (int filters in (int[])[16, 32, 64])
            {
                for (int i = 0; i < 3; i++, channels = filters)
                {
                    inner.Add(new Block(channels, filters, i == 0 && filters > 16 ? 2 : 1, shortcut: true));
                    register_module($"block_{filters}_{i}", inner[^1]);
                }
            }
        }

        public override Tensor forward(Tensor x)
        {
            x = stem.forward(x);
            foreach (Block block in inner)
                x = block.forward(x);
            return dense.forward(x.mean([2, 3]));
        }
    }

    // The stem is a block of one convolution and no shortcut.
    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d first;
        private readonly TorchSharp.Modules.BatchNorm2d norm_first;
        private readonly TorchSharp.Modules.Conv2d? second;
        private readonly TorchSharp.Modules.BatchNorm2d? norm_second;
        private readonly TorchSharp.Modules.Conv2d? project;

        public Block(int channels, int filters, int stride, bool shortcut)
            : base(nameof(Block))
        {
            first = Conv2d(channels, filters, 3, stride: stride, padding: 1, bias: false);
            norm_first = BatchNorm2d(filters, eps: 1e-3, momentum: 0.01);
            if (shortcut)
            {
                second = Conv2d(filters, filters, 3, padding: 1, bias: false);
                norm_second = BatchNorm2d(filters, eps: 1e-3, momentum: 0.01);
            }
            if (shortcut && channels != filters)
                project = Conv2d(channels, filters, 1, stride: stride, bias: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            Tensor inner = functional.relu(norm_first.forward(first.forward(x)));
            return second is null ? inner : functional.relu((project?.forward(x) ?? x) + norm_second!.forward(second.forward(inner)));
        }
    }

    private sealed class Transformer : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Embedding tokens = Embedding(10000, 64);
        private readonly TorchSharp.Modules.Embedding positions = Embedding(100, 64);
        private readonly TorchSharp.Modules.MultiheadAttention attention = MultiheadAttention(64, 4);
        private readonly TorchSharp.Modules.LayerNorm norm_first = LayerNorm(64, eps: 1e-6);
        private readonly TorchSharp.Modules.Linear wide = Linear(64, 128);
        private readonly TorchSharp.Modules.Linear narrow = Linear(128, 64);
        private readonly TorchSharp.Modules.LayerNorm norm_second = LayerNorm(64, eps: 1e-6);
        private readonly TorchSharp.Modules.Dropout dropout = Dropout(0.1);
        private readonly TorchSharp.Modules.Linear dense = Linear(64, 2);

        public Transformer()
            : base(nameof(Transformer)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            x = tokens.forward(x) + positions.forward(arange(100));
            Tensor steps = x.transpose(0, 1); // it reads (steps, batch, features)
            Tensor attended = attention.forward(steps, steps, steps, null, need_weights: false, null).Item1.transpose(0, 1);
            x = norm_first.forward(x + dropout.forward(attended));
            x = norm_second.forward(x + dropout.forward(narrow.forward(functional.relu(wide.forward(x)))));
            return dense.forward(x.mean([1]));
        }
    }
}
