using System.Runtime.CompilerServices;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow.Tests.Agreement;

/// <summary>What a session holds, and what goes when.</summary>
[NonParallelizable]
internal sealed class SessionTests
{
    private static readonly Shape Row = [4];
    private readonly TensorFlowEngine engine = new();

    [Test]
    public void An_input_that_a_variable_is_given_is_the_variables_own_from_then_on(
        [Values("itself", "reshaped", "rows", "one part", "transposed", "sum of one", "same dtype", "padded by none", "positive")] string way)
    {
        Variable variable = New("state", [4]);
        HostArray values = HostArray.Of<float>([1, 2, 3, 4], [1, 4]);
        Tensor x = new InputNode("x", new(DType.Float32, [1, 4])).Output;
        Tensor flat = Ops.Reshape(x, 4);
        Tensor value = way switch
        {
            "rows" => Ops.Reshape(Ops.Slice(x, 0, 0, 1), 4),
            "one part" => Ops.Concatenate([flat], 0),
            "transposed" => Ops.Reshape(Ops.Transpose(x, 1, 0), 4),
            "sum of one" => Ops.Sum(x, [0]),
            "same dtype" => Ops.StopGradient(flat),
            "padded by none" => Ops.Pad(flat, [(0, 0)]),
            "positive" => Ops.Maximum(flat, 0),
            _ => flat,
        };
        using Executable executable = engine.Compile(new Graph([x], [], [(variable, value)]));
        executable.Run([values], []);
        values.As<float>().Fill(-1);
        Assert.That(variable.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void A_graph_that_cannot_be_made_leaves_the_session_as_it_was()
    {
        Variable variable = New("state", Row);
        using Executable adds = engine.Compile(Adding(variable));
        adds.Run([Ones()], []);

        using Trace.Scope scope = new Trace(training: false).Enter();

        // Differentiation of an operation without a rule fails while the plan is made.
        Tensor square = new InputNode("square", new(DType.Float32, [2, 2])).Output;
        Tensor loss = Ops.Sum(Ops.EmitAll(new Operations.Lu(), square)[0]) + Ops.Sum(variable);
        using Executable broken = engine.Compile(new Graph([square], [Ops.Gradients(loss, [square])[0]], [(variable, Ops.Square(variable))]));
        HostArray two = HostArray.Of<float>([2, 1, 1, 2], [2, 2]);
        for (int i = 0; i < 2; i++)
        {
            Assert.That(() => broken.Run(two), Throws.TypeOf<EngineException>().With.Message.Contains("Lu"));
        }

        adds.Run([Ones()], []);
        Assert.That(variable.Host.As<float>().ToArray(), Is.All.EqualTo(2));
    }

    [Test]
    public void A_run_that_fails_leaves_the_session_usable()
    {
        Variable variable = New("state", [2, 2]);
        Tensor x = new InputNode("x", new(DType.Float32, [2, 2])).Output;
        using Executable inverts = engine.Compile(new Graph([x], [], [(variable, Ops.Inv(x))]));
        Assert.That(() => inverts.Run([HostArray.Of<float>([1, 1, 1, 1], [2, 2])], []), Throws.TypeOf<EngineException>().With.Message.Contains("invertible"));
        inverts.Run([HostArray.Of<float>([2, 0, 0, 4], [2, 2])], []);
        Assert.That(variable.Host.As<float>().ToArray(), Is.EqualTo(new[] { 0.5f, 0, 0, 0.25f }));
    }

    [Test]
    public void Plans_that_come_and_go_beside_one_that_stays_are_dropped_and_the_variables_go_on()
    {
        Variable variable = New("state", Row);
        using Executable adds = engine.Compile(Adding(variable));
        adds.Run([Ones()], []);
        var session = (SessionState)variable.Residence!;
        for (int i = 0; i < 400; i++)
        {
            using Executable other = engine.Compile(Adding(variable, x => Ops.Sin(Ops.Cos(x)) * 0));
            other.Run([Ones()], []);
        }

        adds.Run([Ones()], []);
        Assert.Multiple(() =>
        {
            Assert.That(session.Generation, Is.GreaterThan(0), "the session was made anew");
            Assert.That(variable.Residence, Is.SameAs(session));
            Assert.That(variable.Host.As<float>().ToArray(), Is.All.EqualTo(402));
        });
    }

    [Test]
    public void What_nobody_disposed_of_is_given_back_when_it_is_collected()
    {
        int before = NativeSession.Count;
        for (int i = 0; i < 5; i++)
        {
            Forget();
        }

        // Whatever the runtime still holds of the last frames may take a round or two.
        for (int i = 0; i < 5 && NativeSession.Count > before + 1; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(NativeSession.Count, Is.LessThanOrEqualTo(before + 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget()
    {
        Executable executable = engine.Compile(Adding(New("forgotten", Row)));
        executable.Run([Ones()], []);
    }

    private static HostArray Ones() => HostArray.Of<float>([1, 1, 1, 1], Row);

    private static Variable New(string name, Shape shape) => new(name, shape, DType.Float32, null, trainable: true);

    private static Graph Adding(Variable variable, Func<Tensor, Tensor>? more = null)
    {
        using Trace.Scope scope = new Trace(training: false).Enter();
        Tensor x = new InputNode("x", new(DType.Float32, variable.Shape)).Output;
        return new Graph([x], [], [(variable, more is null ? variable + x : variable + x + more(x))]);
    }
}
