using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow.Tests.Agreement;

/// <summary>These tests need libtensorflow; where it is not there they are left out.</summary>
[SetUpFixture]
internal sealed class OnBothEngines
{
    [OneTimeSetUp]
    public void Look()
    {
        try
        {
            TensorFlowLibrary.Load();
        }
        catch (EngineException absent) when (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TensorFlowLibrary.Setting)))
        {
            Assert.Ignore($"{TensorFlowLibrary.Setting} is not set: {absent.Message}");
        }
    }
}
