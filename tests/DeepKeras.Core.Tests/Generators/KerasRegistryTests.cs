using DeepKeras.Saving;
using DeepKeras.Tests.Generators.StandIns;

namespace DeepKeras.Tests.Generators;

public sealed class KerasRegistryTests
{
    [TestCase("MeanSquaredError")]
    [TestCase("mean_squared_error")]
    [TestCase("mse")]
    [TestCase("MSE")]
    public void A_class_is_found_by_each_of_its_names(string name) =>
        Assert.That(KerasRegistry.Get<Loss>(name), Is.TypeOf<MeanSquaredError>());

    [TestCase("RMSprop")]
    [TestCase("rmsprop")]
    public void A_class_is_found_by_its_name_in_Keras_where_that_is_another(string name) =>
        Assert.That(KerasRegistry.Get<Optimizer>(name), Is.TypeOf<RmsProp>());

    [Test]
    public void An_unknown_name_is_refused_with_the_nearest_and_the_list() =>
        Assert.That(
            () => KerasRegistry.Get<Initializer>("glorot_unifrom"),
            Throws.TypeOf<ConfigException>().With.Message.EqualTo(
                "unknown initializer \"glorot_unifrom\"; did you mean \"glorot_uniform\"? Known: glorot_uniform, he_normal, ones, random_normal, variance_scaling, zeros."));

    [Test]
    public void A_class_of_another_family_is_not_found() =>
        Assert.That(() => KerasRegistry.Get<Initializer>("l2"), Throws.TypeOf<ConfigException>());

    [Test]
    public void A_string_stands_for_an_object_of_defaults()
    {
        var layer = (Dense)KerasRegistry.Create<Layer>("Dense", ConfigJson.Parse("""{"units": 1, "kernel_initializer": "he_normal", "kernel_regularizer": "L2"}""").AsObject());

        Assert.That((layer.KernelInitializer.GetType(), layer.KernelRegularizer?.GetType()), Is.EqualTo((typeof(HeNormal), typeof(L2))));
    }

    [Test]
    public void What_a_name_alone_cannot_make_says_what_is_missing() =>
        Assert.That(() => KerasRegistry.Get<Layer>("dense"), Throws.TypeOf<ConfigException>().With.Message.EqualTo("dense: the key \"units\" is missing."));

    [TestCase("keras.src.regularizers.regularizers")]
    [TestCase("tf_keras.regularizers")]
    public void A_class_is_found_wherever_Keras_keeps_it(string module) =>
        Assert.That(ConfigJson.Parse($$$"""{"module": "{{{module}}}", "class_name": "L2", "config": {}}""").AsKeras<Regularizer>(), Is.TypeOf<L2>());

    [Test]
    public void A_foreign_class_of_the_same_name_is_not_taken_for_Keras_s() =>
        Assert.That(
            () => ConfigJson.Parse("""{"module": "mine.penalties", "class_name": "L2", "config": {}, "registered_name": "mine>L2"}""").AsKeras<Regularizer>(),
            Throws.TypeOf<ConfigException>().With.Message.StartsWith("unknown regularizer \"mine>L2\""));

    [Test]
    public void A_null_reduction_is_none() =>
        Assert.That(KerasRegistry.Create<Loss>("MeanSquaredError", ConfigJson.Parse("""{"reduction": null}""").AsObject()).Reduction, Is.EqualTo(Reduction.None));

    [TestCase("Dense", "dense")]
    [TestCase("MaxPooling2D", "max_pooling2d")]
    [TestCase("LSTM", "lstm")]
    [TestCase("PReLU", "p_re_lu")]
    [TestCase("ConvLSTM2D", "conv_lstm2d")]
    [TestCase("RMSprop", "rm_sprop")]
    [TestCase("MultiHeadAttention", "multi_head_attention")]
    public void Class_names_get_Keras_s_snake_case(string className, string snake) =>
        Assert.That(KerasNames.SnakeCase(className), Is.EqualTo(snake));
}
