using DeepKeras.Generators.Reading;

namespace DeepKeras.Tests.Generators;

public sealed class KeyNamesTests
{
    [TestCase("useBias", "use_bias")]
    [TestCase("units", "units")]
    [TestCase("ChannelsLast", "channels_last")]
    [TestCase("beta1", "beta_1")]
    [TestCase("beta2Decay", "beta_2_decay")]
    [TestCase("adamBeta1", "adam_beta_1")]
    [TestCase("l2", "l2")]
    [TestCase("L2", "l2")]
    [TestCase("l1RegularizationStrength", "l1_regularization_strength")]
    [TestCase("l2ShrinkageRegularizationStrength", "l2_shrinkage_regularization_strength")]
    [TestCase("UseEma", "use_ema")]
    [TestCase("useEMA", "use_ema")]
    [TestCase("UV", "uv")]
    public void Keys_are_Keras_s(string name, string key) => Assert.That(KeyNames.Snake(name), Is.EqualTo(key));
}
