using DeepKeras.TensorFlow.Native;

namespace DeepKeras.Tests;

/// <summary>Every case of the oracles on TensorFlow, or none where the library is not there.</summary>
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
            // The error stream is the one that every test runner shows.
            TestContext.Error.WriteLine($"Keras's numbers on TensorFlow: all skipped, {TensorFlowLibrary.Setting} is not set.");
            Assert.Ignore($"{TensorFlowLibrary.Setting} is not set: {absent.Message}");
        }

        Engine.Use("tensorflow");
    }
}
