namespace DeepKeras.TensorFlow.Tests.Agreement;

[NonParallelizable]
internal sealed class DeviceTests
{
    [Test]
    public void A_graphics_processor_that_is_not_there_is_an_error_that_says_what_is_needed()
    {
        Engine before = Engine.Current;
        Assert.That(
            () => Engine.Use("tensorflow", Device.Cuda(99)),
            Throws.TypeOf<EngineException>().With.Message.Contains("cuda:99").And.Message.Contains("built for CUDA").And.Message.Contains("DEEPKERAS_TENSORFLOW"));
        Assert.That(Engine.Current, Is.SameAs(before), "the engine in use stays");
    }

    [Test]
    public void The_first_graphics_processor_is_an_error_where_there_is_none()
    {
        Assume.That(SessionState.CountGraphicsProcessors(), Is.Zero, "this machine has one, and a libtensorflow that can use it");
        Assert.That(() => Engine.Use("tensorflow", Device.Cuda(0)), Throws.TypeOf<EngineException>().With.Message.Contains("no graphics processor").And.Message.Contains("cuda:0"));
    }

    [Test]
    public void Where_there_is_a_graphics_processor_it_computes_what_the_processor_computes()
    {
        Assume.That(SessionState.CountGraphicsProcessors(), Is.GreaterThan(0), "no graphics processor here, or a libtensorflow without CUDA");
        Tensor x = new InputNode("x", new(DType.Float32, [2, 2])).Output;
        var graph = new Graph([x], [Ops.MatMul(x, x)], []);
        using Executable executable = new TensorFlowEngine(Device.Cuda(0)).Compile(graph);
        Assert.That(executable.Run(HostArray.Of<float>([1, 2, 3, 4], [2, 2]))[0].As<float>().ToArray(), Is.EqualTo(new float[] { 7, 10, 15, 22 }));
    }

    [Test]
    public void Libtorch_says_that_it_computes_on_the_processor_only() =>
        Assert.That(() => Engine.Use("torch", Device.Cuda()), Throws.TypeOf<EngineException>().With.Message.Contains("cuda:0").And.Message.Contains("tensorflow"));

    [Test]
    public void The_processor_is_the_default()
    {
        Assert.That(default(Device), Is.EqualTo(Device.Cpu));
        Assert.That(Device.Cpu.ToString(), Is.EqualTo("cpu"));
        Assert.That(new TensorFlowEngine(Device.Cpu).Device, Is.EqualTo(Device.Cpu));
    }
}
