using System.Diagnostics;
using DeepKeras.Operations;
using DeepKeras.Optimizers;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>What a run leaves behind: nothing.</summary>
[NonParallelizable]
internal sealed class MemoryTests
{
    /// <summary>More than a run may leave: 10⁴ runs that lost one tensor of 16 numbers each would leave twice as much.</summary>
    private const long Noise = 3 << 20;

    /// <summary>All but the reduction of segments, which sorts its rows by segment on the host.</summary>
    private static IEnumerable<OpRow> Rows => OpTable.Rows.Where(row => row.Op is not SegmentReduce).GroupBy(row => row.Op.GetType()).SelectMany(group => group.Take(3));

    /// <summary>Whole graphs: each kind of operation, its gradient where it has one, and the next run.</summary>
    [Test]
    public void A_run_of_an_operation_and_its_gradient_allocates_nothing_managed([ValueSource(nameof(Rows))] OpRow row)
    {
        DType type = row.Types[0];
        Tensor[] inputs = row.Inputs(type, operand => operand.ShapeOf(OpRow.Rows));
        var outputs = new List<Tensor>(Ops.EmitAll(row.Op, inputs));
        if (row.Differentiable.Length > 0)
        {
            outputs.AddRange(Ops.Gradients(Ops.Sum(outputs[0]), [.. row.Differentiable.Select(i => inputs[i])]));
        }

        using Executable executable = Engine.Current.Compile(new Graph(inputs, outputs, []));
        Assert.That(AllocatedPerRun(executable, row.Sample(type), executable.Run(row.Sample(type))), Is.EqualTo(0));
    }

    [Test]
    public void A_training_step_of_dense_layers_allocates_nothing_managed()
    {
        using Executable step = DenseStep(out HostArray[] batch);
        Assert.That(AllocatedPerRun(step, batch, []), Is.EqualTo(0));
    }

    [Test]
    public void Ten_thousand_training_steps_leave_no_memory_behind()
    {
        using Executable step = DenseStep(out HostArray[] batch);
        Assert.That(GrowthOver(10_000, () => step.Run(batch, [])), Is.LessThan(Noise));
    }

    [Test]
    public void Ten_thousand_runs_of_every_layers_kernel_leave_no_memory_behind()
    {
        Executable[] all = [.. Rows.Where(row => row.Op is Conv or Pool or Attention or BatchNorm or LayerNorm or Gather or SegmentSum or SparseCrossEntropy or Pad or TopK).Select(Compiled)];
        HostArray[][] values = [.. Rows.Where(row => row.Op is Conv or Pool or Attention or BatchNorm or LayerNorm or Gather or SegmentSum or SparseCrossEntropy or Pad or TopK).Select(row => row.Sample(row.Types[0]))];
        HostArray?[][] results = [.. all.Select(executable => new HostArray?[executable.OutputCount])];
        int next = 0;
        long growth = GrowthOver(10_000, () =>
        {
            int i = next++ % all.Length;
            all[i].Run(values[i], results[i]);
        });
        foreach (Executable executable in all)
        {
            executable.Dispose();
        }

        Assert.That(growth, Is.LessThan(Noise));
    }

    [Test]
    public void Ten_thousand_runs_of_loops_leave_no_memory_behind()
    {
        OpRow[] loops = [.. Rows.Where(row => row.Op is Scan or While)];
        Executable[] all = [.. loops.Select(Compiled)];
        HostArray[][] values = [.. loops.Select(row => row.Sample(row.Types[0]))];
        HostArray?[][] results = [.. all.Select(executable => new HostArray?[executable.OutputCount])];
        int next = 0;
        long growth = GrowthOver(10_000, () =>
        {
            int i = next++ % all.Length;
            all[i].Run(values[i], results[i]);
        });
        foreach (Executable executable in all)
        {
            executable.Dispose();
        }

        Assert.That(growth, Is.LessThan(Noise));
    }

    [Test]
    public void A_thousand_errors_leave_no_memory_behind()
    {
        Tensor table = Running.Input(DType.Float32, [64, 64]);
        Tensor index = Running.Input(DType.Int32, [1]);
        using Executable executable = Engine.Current.Compile(new Graph([table, index], [Ops.Gather(Ops.Exp(table), index, 0)], []));
        HostArray[] values = [new Operand(64, 64).Sample(DType.Float32, 64), HostArray.Of<int>([64], [1])];
        var results = new HostArray?[1];
        long growth = GrowthOver(1_000, () => Assert.That(() => executable.Run(values, results), Throws.TypeOf<EngineException>()));
        Assert.That(growth, Is.LessThan(8 << 20), "the table alone would be 16 MiB");
    }

    private static Executable Compiled(OpRow row)
    {
        Tensor[] inputs = row.Inputs(row.Types[0], operand => operand.ShapeOf(OpRow.Rows));
        Tensor[] results = Ops.EmitAll(row.Op, inputs);
        return Engine.Current.Compile(new Graph(inputs, [.. results, .. Ops.Gradients(Ops.Sum(results[0]), [.. row.Differentiable.Select(i => inputs[i])])], []));
    }

    /// <summary>784-128-10 in small: two layers, softmax cross-entropy, gradients, momentum.</summary>
    private static Executable DenseStep(out HostArray[] batch)
    {
        Tensor x = Running.Input(DType.Float32, [8, 20]);
        Tensor y = Running.Input(DType.Int32, [8]);
        Variable[] weights = [Weight(20, 16), Weight(16), Weight(16, 5), Weight(5)];
        var trace = new Trace(training: true);
        using (trace.Enter())
        {
            Tensor hidden = Ops.Relu(Ops.MatMul(x, weights[0]) + weights[1]);
            Tensor loss = Ops.Mean(Ops.Emit(new SparseCrossEntropy(), Ops.MatMul(hidden, weights[2]) + weights[3], y));
            IReadOnlyList<Tensor> gradients = Ops.Gradients(loss, [.. weights.Select(trace.ReadOriginal)]);
            new Adam(1e-3f).Apply(gradients, weights);
        }

        batch = [new Operand(8, 20).Sample(DType.Float32, 8), new Operand(8) { Whole = (0, 4) }.Sample(DType.Int32, 8)];
        return Engine.Current.Compile(new Graph([x, y], [], trace.Updates));
    }

    private static Variable Weight(params int[] shape)
    {
        var variable = new Variable("w", shape, DType.Float32, null, trainable: true);
        variable.Assign(new Operand(shape).Sample(DType.Float32, shape[0]).As<float>());
        return variable;
    }

    private static long AllocatedPerRun(Executable executable, HostArray[] values, HostArray?[] results)
    {
        const int Runs = 100;
        for (int i = 0; i < 40; i++)
        {
            executable.Run(values, results);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            executable.Run(values, results);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
    }

    /// <summary>
    /// How much more memory the process holds after the runs, in bytes: the least of four rounds. What is lost in a run is lost in every
    /// round; caches and compiled code, which also grow, stop growing.
    /// </summary>
    private static long GrowthOver(int runs, Action run)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 4 && least > Noise; round++)
        {
            long before = Resident();
            for (int i = 0; i < runs; i++)
            {
                run();
            }

            least = Math.Min(least, Resident() - before);
        }

        return least;
    }

    private static long Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
