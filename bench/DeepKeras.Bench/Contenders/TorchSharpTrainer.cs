using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepKeras.Bench.Contenders;

using Tensor = TorchSharp.torch.Tensor;

/// <summary>The plain loop a good .NET developer writes with TorchSharp: module, its Adam, randperm, x[idx], a DisposeScope a step.</summary>
internal sealed class TorchSharpTrainer : ITrainer
{
    private readonly nn.Module<Tensor, Tensor> model;
    private readonly long[] input;
    private readonly optim.Optimizer optimizer;
    private readonly bool binary;
    private readonly bool tokens;

    public TorchSharpTrainer(Architecture architecture)
    {
        model = TorchSharpModels.Create(architecture);
        input = Array.ConvertAll(architecture.Input, size => (long)size);
        optimizer = architecture.WantsMomentum
            ? optim.SGD(model.parameters(), 0.01, momentum: 0.9)
            : optim.Adam(model.parameters(), lr: 1e-3, eps: 1e-7);
        binary = architecture.IsBinary;
        tokens = architecture.ReadsTokens;
    }

    public Epoch Fit(float[] x, int[] y, int batch, int epochs, Action<Epoch>? epochDone = null)
    {
        using Session session = Begin(x, y, batch);
        Epoch last = default;
        for (int i = 0; i < epochs; i++)
        {
            last = session.RunEpoch();
            epochDone?.Invoke(last);
        }
        return last;
    }

    /// <summary>The data as tensors, to run epochs on one by one.</summary>
    public Session Begin(float[] x, int[] y, int batch) => new(this, x, y, batch);

    public float[] Predict(float[] x, int rows, int batch)
    {
        model.eval();
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        Tensor all = Rows(x, rows);
        if (rows <= batch)
            return model.forward(all).data<float>().ToArray();
        var parts = new List<Tensor>();
        for (int start = 0; start < rows; start += batch)
        {
            using var step = NewDisposeScope();
            parts.Add(model.forward(all.narrow(0, start, Math.Min(batch, rows - start))).MoveToOuterDisposeScope());
        }
        return cat(parts).data<float>().ToArray();
    }

    public void Save(string path) => model.save(path);

    public void Read(string path) => model.load(path);

    public void Dispose()
    {
        optimizer.Dispose();
        model.Dispose();
    }

    // The data have their channels last, the modules read them first; of one channel these are the same bytes.
    private Tensor Rows(float[] x, int rows) => input switch
    {
        [var height, var width, 1] => tensor(x, [rows, 1, height, width]),
        [var height, var width, var channels] => tensor(x, [rows, height, width, channels]).permute(0, 3, 1, 2).contiguous(),
        _ when tokens => tensor(Array.ConvertAll(x, v => (long)v), [rows, .. input]),
        _ => tensor(x, [rows, .. input]),
    };

    /// <summary>One Fit in progress.</summary>
    public sealed class Session : IDisposable
    {
        private readonly TorchSharpTrainer owner;
        private readonly Tensor x;
        private readonly Tensor y;
        private readonly int batch;

        public Session(TorchSharpTrainer owner, float[] x, int[] y, int batch)
        {
            this.owner = owner;
            this.batch = batch;
            this.x = owner.Rows(x, y.Length);
            this.y = owner.binary
                ? tensor(Array.ConvertAll(y, v => (float)v), [y.Length, 1])
                : tensor(Array.ConvertAll(y, v => (long)v));
        }

        public Epoch RunEpoch()
        {
            var clock = Stopwatch.StartNew();
            (var model, var optimizer, long rows) = (owner.model, owner.optimizer, x.shape[0]);
            double total = 0, right = 0;
            model.train();
            using Tensor order = randperm(rows);
            for (long start = 0; start < rows; start += batch)
            {
                using var scope = NewDisposeScope();
                long size = Math.Min(batch, rows - start);
                Tensor index = order.narrow(0, start, size);
                Tensor target = y[index];
                Tensor output = model.forward(x[index]);
                Tensor loss = owner.binary
                    ? nn.functional.binary_cross_entropy(output, target)
                    : nn.functional.cross_entropy(output, target);
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                total += loss.item<float>() * size;
                if (owner.binary)
                    right += output.gt(0.5).eq(target).sum().item<long>();
            }
            double mean = total / rows;
            return new Epoch(clock.Elapsed.TotalMilliseconds, mean, owner.binary ? right / rows : double.NaN);
        }

        public void Dispose()
        {
            x.Dispose();
            y.Dispose();
        }
    }
}
