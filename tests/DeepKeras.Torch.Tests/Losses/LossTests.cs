using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

internal sealed class LossTests
{
    [TestCase("mse", "MeanSquaredError")]
    [TestCase("MSE", "MeanSquaredError")]
    [TestCase("mean_squared_error", "MeanSquaredError")]
    [TestCase("MeanSquaredError", "MeanSquaredError")]
    [TestCase("mae", "MeanAbsoluteError")]
    [TestCase("MAPE", "MeanAbsolutePercentageError")]
    [TestCase("msle", "MeanSquaredLogarithmicError")]
    [TestCase("bce", "BinaryCrossentropy")]
    [TestCase("BCE", "BinaryCrossentropy")]
    [TestCase("kld", "KLDivergence")]
    [TestCase("kl_divergence", "KLDivergence")]
    [TestCase("huber", "Huber")]
    [TestCase("log_cosh", "LogCosh")]
    [TestCase("ctc", "CTC")]
    [TestCase("categorical_generalized_cross_entropy", "CategoricalGeneralizedCrossEntropy")]
    public void A_loss_is_found_by_each_of_its_names(string name, string className)
    {
        Loss loss = name;
        Assert.That(loss.ClassName, Is.EqualTo(className));
    }

    [Test]
    public void An_unknown_name_says_the_nearest_one() =>
        Assert.That(() => { Loss _ = "mean_sqared_error"; }, Throws.TypeOf<ConfigException>().With.Message.Contains("mean_squared_error"));

    [TestCase("(4, 1)", "(4, 1)", "BinaryCrossentropy")]
    [TestCase("(4,)", "(4, 1)", "BinaryCrossentropy")]
    [TestCase("(4,)", "(4, 3)", "SparseCategoricalCrossentropy")]
    [TestCase("(4, 1)", "(4, 3)", "SparseCategoricalCrossentropy")]
    [TestCase("(4, 3)", "(4, 3)", "CategoricalCrossentropy")]
    [TestCase("(4, 5)", "(4, 5, 3)", "SparseCategoricalCrossentropy")]
    public void Crossentropy_follows_the_shapes(string yTrue, string yPred, string className)
    {
        var loss = (AutomaticCrossentropy)(Loss)"crossentropy";
        Assert.That(loss.For(Sizes(yTrue), Sizes(yPred)).ClassName, Is.EqualTo(className));
    }

    [Test]
    public void A_function_as_Keras_writes_it_is_the_loss_of_its_name()
    {
        ConfigValue value = ConfigJson.Parse("""{"module": "builtins", "class_name": "function", "config": "huber", "registered_name": "function"}""");
        Assert.That(KerasRegistry.Read<Loss>(value), Is.TypeOf<Huber>());
    }

    [Test]
    public void Axis_and_delta_which_Keras_loses_are_written() =>
        Assert.That(
            ConfigJson.WriteConfig(new Huber { Delta = 0.5 }) + ConfigJson.WriteConfig(new SparseCategoricalCrossentropy { Axis = 1 }),
            Does.Contain("\"delta\":0.5").And.Contain("\"axis\":1"));

    [Test]
    public void One_axis_is_written_as_a_number_and_several_as_a_list() =>
        Assert.That(
            ConfigJson.WriteConfig(new Dice { Axis = -1 }) + ConfigJson.WriteConfig(new Dice { Axis = [1, 2] }),
            Does.Contain("\"axis\":-1").And.Contain("\"axis\":[1,2]"));

    [Test]
    public void One_weight_a_row_does_not_pass_for_one_a_step() =>
        Assert.That(
            () => Numbers.Run(x => new MeanSquaredError().Apply(x[0], x[1], x[2]), Zeros(3, 3, 2), Zeros(3, 3, 2), Zeros(3)),
            Throws.TypeOf<ShapeException>().With.Message.Contains("(None, 1) for one weight a row"));

    [Test]
    public void Half_precision_predictions_are_compared_in_float32()
    {
        HostArray yPred = Numbers.Of([1, 1], 300f).Cast(DType.Float16);
        HostArray loss = Numbers.Run(x => new MeanSquaredError().Apply(x[0], x[1]), Numbers.Of([1, 1], 0f), yPred);
        Assert.That((loss.Type, loss[0]), Is.EqualTo((DType.Float32, 90_000)));
    }

    [Test]
    public void Targets_that_do_not_fit_into_the_steps_are_infinitely_unlikely()
    {
        // 1, 1 needs a blank between, so three steps.
        HostArray loss = Numbers.Run(x => new CTC().Apply(x[0], x[1]), Numbers.Of([1, 2], 1, 1), Zeros(1, 2, 3));
        Assert.That(loss[0], Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Ctc_of_equal_probabilities_counts_the_ways_to_spell()
    {
        // In two steps over {blank, a}, "a" is spelled by a-blank, blank-a and aa: 3 of 4.
        HostArray loss = Numbers.Run(x => new CTC().Apply(x[0], x[1]), Numbers.Of([1, 1], 1), Zeros(1, 2, 2));
        Assert.That(loss[0], Is.EqualTo(-Math.Log(0.75)).Within(1e-6));
    }

    [Test]
    public void Class_numbers_of_bytes_can_have_a_negative_class_ignored()
    {
        HostArray labels = Numbers.Of([2], 255, 1).Cast(DType.UInt8);
        Assert.That(
            () => Numbers.Run(x => new SparseCategoricalCrossentropy { IgnoreClass = -1, FromLogits = true }.Compute(x[0], x[1]), labels, Zeros(2, 256))[0],
            Is.EqualTo(Math.Log(256)).Within(1e-5));
    }

    private static HostArray Zeros(params int[] shape) => Numbers.Of(shape, new float[shape.Aggregate(1, (a, b) => a * b)]);

    private static Shape Sizes(string shape) => Shape.Create([.. shape.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
}
