using DeepKeras.Saving;
using DeepKeras.Tests.Generators.StandIns;

namespace DeepKeras.Tests.Generators;

/// <summary>Configs that do not fit are refused with their place, what was expected, and what came.</summary>
public sealed class ConfigErrorTests
{
    [TestCase("""{"name": "dense_2"}""", "dense_2: the key \"units\" is missing.")]
    [TestCase("""{"units": 3.5}""", "units: expected an integer, got 3.5.")]
    [TestCase("""{"name": "dense_2", "units": "3"}""", "dense_2.units: expected an integer, got \"3\".")]
    [TestCase("""{"name": "dense_2", "units": 3, "use_bias": 1}""", "dense_2.use_bias: expected true or false, got 1.")]
    [TestCase("""{"name": "dense_2", "units": 3, "kernel_initializer": 3}""", "dense_2.kernel_initializer: expected an object or string (initializer), got 3.")]
    [TestCase("""{"name": "dense_2", "units": 3, "kernel_initializer": null}""", "dense_2.kernel_initializer: expected an object or string (initializer), got null.")]
    [TestCase("""{"name": "dense_2", "units": 3, "quantization_config": {}}""", "dense_2.quantization_config: expected null (other values are not supported), got {}.")]
    [TestCase("""{"name": "dense_2", "units": 3, "kernel_regularizer": {"class_name": "L2", "config": {"l2": true}}}""", "dense_2.kernel_regularizer.l2: expected a number, got true.")]
    [TestCase("""{"name": "dense_2", "units": 3, "kernel_regularizer": {"class_name": "L2"}}""", "dense_2.kernel_regularizer: the key \"config\" is missing.")]
    public void A_layer_that_does_not_fit_is_refused_at_its_place(string config, string message) =>
        Assert.That(() => ConfigJson.Parse($$"""{"class_name": "Dense", "config": {{config}}}""").AsKeras<Layer>(), Throws.TypeOf<ConfigException>().With.Message.EqualTo(message));

    [Test]
    public void An_unknown_key_is_refused_with_the_nearest() =>
        Assert.That(
            () => KerasRegistry.Create<Layer>("Dense", ConfigJson.Parse("""{"units": 3, "usebias": false}""", "dense").AsObject()),
            Throws.TypeOf<ConfigException>().With.Message.StartsWith("dense: unknown key \"usebias\"; did you mean \"use_bias\"?"));

    [Test]
    public void An_unknown_enum_name_is_refused_with_the_known_ones() =>
        Assert.That(
            () => KerasRegistry.Create<Layer>("Conv2D", ConfigJson.Parse("""{"filters": 3, "kernel_size": 3, "padding": "sam"}""", "conv").AsObject()),
            Throws.TypeOf<ConfigException>().With.Message.EqualTo("conv.padding: expected one of \"valid\", \"same\", got \"sam\"."));

    [Test]
    public void A_fixed_key_with_another_value_is_refused() =>
        Assert.That(
            () => KerasRegistry.Create<Layer>("BatchNormalization", ConfigJson.Parse("""{"renorm": true}""", "bn").AsObject()),
            Throws.TypeOf<ConfigException>().With.Message.StartsWith("bn.renorm: expected false"));

    [Test]
    public void A_member_of_a_list_is_named_by_its_own_name() =>
        Assert.That(
            () => ConfigJson.Parse("""{"class_name": "Sequential", "config": {"name": "mlp", "layers": [{"class_name": "Dense", "config": {"name": "hidden", "units": null}}]}}""").AsKeras<Layer>(),
            Throws.TypeOf<ConfigException>().With.Message.EqualTo("mlp.hidden.units: expected an integer, got null."));

    [TestCase("""{"l2": 1e-60}""")]
    [TestCase("""{"l2": 1e60}""")]
    public void A_number_outside_of_float32_is_refused_rather_than_rounded_away(string json) =>
        Assert.That(() => ConfigJson.Parse(json).AsObject().Required("l2").AsFloat(), Throws.TypeOf<ConfigException>());

    [Test]
    public void A_key_that_stands_twice_is_refused() =>
        Assert.That(() => ConfigJson.Parse("""{"units": 3, "units": 4}"""), Throws.TypeOf<ConfigException>().With.Message.Contains("units"));

    [Test]
    public void Lists_in_lists_beyond_the_limit_are_refused()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.That(() => ConfigJson.Parse(deep), Throws.TypeOf<ConfigException>());
    }

    [Test]
    public void Python_s_NaN_is_refused() =>
        Assert.That(() => ConfigJson.Parse("""{"l2": NaN}"""), Throws.TypeOf<ConfigException>());

    [Test]
    public void A_constructor_s_own_check_holds_for_configs_too() =>
        Assert.That(() => KerasRegistry.Create<Constraint>("MaxNorm", ConfigJson.Parse("""{"max_value": -1.0}""").AsObject()), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void An_object_without_a_generated_config_says_how_to_get_one() =>
        Assert.That(() => ConfigJson.Write(new Plain()), Throws.TypeOf<ConfigException>().With.Message.Contains("declare it \"partial\""));

    private sealed class Plain : KerasObject;
}
