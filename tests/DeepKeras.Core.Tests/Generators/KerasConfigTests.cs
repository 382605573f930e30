using System.Text.Json;
using DeepKeras.Saving;
using DeepKeras.Tests.Generators.StandIns;

namespace DeepKeras.Tests.Generators;

/// <summary>Keras's own configs, read and written by generated code.</summary>
public sealed class KerasConfigTests
{
    private static readonly Dictionary<string, Func<string, ConfigReader, KerasObject>> Families = new()
    {
        ["layer"] = KerasRegistry.Create<Layer>,
        ["initializer"] = KerasRegistry.Create<Initializer>,
        ["regularizer"] = KerasRegistry.Create<Regularizer>,
        ["constraint"] = KerasRegistry.Create<Constraint>,
        ["schedule"] = KerasRegistry.Create<Schedule>,
        ["loss"] = KerasRegistry.Create<Loss>,
        ["optimizer"] = KerasRegistry.Create<Optimizer>,
    };

    public static IEnumerable<TestCaseData> Configs() =>
        Fixture.Read("keras-configs.json").EnumerateArray()
            .Select(o => new TestCaseData(o).SetArgDisplayNames(o.GetProperty("from").GetString()!));

    [TestCaseSource(nameof(Configs))]
    public void A_config_of_Keras_comes_back_as_it_was(JsonElement oracle)
    {
        JsonElement config = oracle.GetProperty("config");

        KerasObject made = Families[oracle.GetProperty("kind").GetString()!](
            oracle.GetProperty("class_name").GetString()!, ConfigJson.Parse(config.GetRawText()).AsObject());

        Assert.That(Fixture.Canonical(ConfigJson.WriteConfig(made)), Is.EqualTo(Fixture.Canonical(config)));
    }

    [Test]
    public void A_default_layer_writes_the_config_that_Keras_writes_for_it() =>
        AssertWrites(new Dense(3), "layers/core dense");

    [Test]
    public void A_default_optimizer_writes_the_config_that_Keras_writes_for_it() =>
        AssertWrites(new Adam(0.05f), "optimizers/adam adam");

    [Test]
    public void An_object_stands_with_its_module_class_and_registered_name() =>
        Assert.That(ConfigJson.Write(new L2()), Is.EqualTo("""{"module":"keras.regularizers","class_name":"L2","config":{"l2":0.01},"registered_name":null}"""));

    [Test]
    public void The_layers_of_a_model_of_Keras_are_read_with_what_stands_beside_their_configs()
    {
        JsonElement layers = Fixture.Read("keras-model.json").GetProperty("config").GetProperty("layers");

        Layer[] read = [.. ConfigJson.Parse(layers.GetRawText(), "mlp.layers").AsList().Skip(1).Select(v => v.AsKeras<Layer>())];

        Assert.That(read.Select(l => (l.ReadName, l.BuiltFor, ((Dense)l).Activation.Name)), Is.EqualTo(new[] { ("hidden", 5, "relu"), ("out", 8, "linear") }));
    }

    [TestCase("\"float16\"")]
    [TestCase("""{"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float16"}, "registered_name": null, "shared_object_id": 7}""")]
    public void A_dtype_is_read_as_a_string_and_as_a_policy(string dtype) =>
        Assert.That(KerasRegistry.Create<Layer>("Flatten", ConfigJson.Parse($$"""{"dtype": {{dtype}} }""").AsObject()).DType, Is.EqualTo("float16"));

    [Test]
    public void A_policy_of_another_class_is_refused() =>
        Assert.That(
            () => KerasRegistry.Create<Layer>("Flatten", ConfigJson.Parse("""{"dtype": {"class_name": "QuantizedDTypePolicy", "config": {}}}""").AsObject()),
            Throws.TypeOf<ConfigException>().With.Message.EqualTo("dtype.class_name: expected \"DTypePolicy\", got \"QuantizedDTypePolicy\"."));

    [Test]
    public void A_layer_in_a_layer_comes_back()
    {
        var stack = new LayerList([new Dense(2), new LayerList([new Flatten()])]);

        var read = ConfigJson.Parse(ConfigJson.Write(stack)).AsKeras<Layer>();

        Assert.That(ConfigJson.Write(read), Is.EqualTo(ConfigJson.Write(stack)));
    }

    [TestCase(0.01f, "0.009999999776482582")]
    [TestCase(2f, "2.0")]
    [TestCase(-0.5f, "-0.5")]
    [TestCase(1e-7f, "1.0000000116860974e-07")]
    [TestCase(1e20f, "1.0000000200408773e+20")]
    public void A_float_is_written_as_Python_writes_the_same_number(float value, string json) =>
        Assert.That(ConfigJson.Write(w => w.Write(value)), Is.EqualTo(json));

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void A_float_that_JSON_cannot_hold_is_refused_at_its_place(float value) =>
        Assert.That(() => ConfigJson.WriteConfig(new L2(value)), Throws.TypeOf<ConfigException>().With.Message.StartsWith("L2.l2: "));

    private static void AssertWrites(KerasObject made, string from)
    {
        JsonElement oracle = Fixture.Read("keras-configs.json").EnumerateArray().First(o => o.GetProperty("from").GetString() == from);
        Assert.That(Fixture.Canonical(ConfigJson.WriteConfig(made)), Is.EqualTo(Fixture.Canonical(oracle.GetProperty("config"))));
    }
}
