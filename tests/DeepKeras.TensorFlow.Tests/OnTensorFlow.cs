using DeepKeras.TensorFlow.Native;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>The op test table on TensorFlow, or not at all where the library is not there.</summary>
[SetUpFixture]
internal sealed class OnTensorFlow
{
    [OneTimeSetUp]
    public void Use()
    {
        try
        {
            TensorFlowLibrary.Load();
        }
        catch (EngineException absent) when (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TensorFlowLibrary.Setting)))
        {
            Assert.Ignore($"{TensorFlowLibrary.Setting} is not set: {absent.Message}");
        }

        Engine.Use("tensorflow");
    }

    [OneTimeTearDown]
    public void UseTheDefaultAgain() => Engine.Use("torch");
}
