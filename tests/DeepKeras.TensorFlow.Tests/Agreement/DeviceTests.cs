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
