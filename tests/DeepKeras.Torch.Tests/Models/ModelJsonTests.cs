using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

internal sealed class ModelJsonTests
{
    [Test]
    public void A_graph_of_operations_shared_layers_and_nested_models_comes_back_the_same()
    {
        using Model model = Graph();
        using Model read = Model.FromJson(model.ToJson());
        read.SetWeights(model.GetWeights());
        DataArray x = new float[,] { { 1, -2, 3 }, { 0.5f, 4, -1 } };
        Assert.Multiple(() =>
        {
            Assert.That(read.ToJson(), Is.EqualTo(model.ToJson()));
            Assert.That(read.Predict(x).ToFloats(), Is.EqualTo(model.Predict(x).ToFloats()));
        });
    }

    [Test]
    public void Operations_are_nodes_but_no_layers()
    {
        using Model model = Graph();
        Assert.That(model.Layers.Select(layer => layer.ClassName), Is.EqualTo(new[] { "InputLayer", "Dense", "Functional", "Dense" }));
    }

    [Test]
    public void A_string_given_to_Compile_stays_a_string_and_an_object_an_object()
    {
        using Sequential model = Sequential.Create([2]).Dense(1);
        model.Compile("adam", "mse", ["mae"], [new RootMeanSquaredError { Name = "w" }]);
        string json = model.ToJson();
        Assert.Multiple(() =>
        {
            Assert.That(json, Does.Contain("\"loss\":\"mse\"").And.Contain("\"metrics\":[\"mae\"]"));
            Assert.That(json, Does.Contain("\"class_name\":\"RootMeanSquaredError\""));
        });
    }

    [Test]
    public void A_compiled_model_is_read_compiled_unless_that_is_not_wanted()
    {
        using Sequential model = Sequential.Create([2]).Dense(1);
        model.Compile(new Adam(0.25f), new MeanAbsoluteError());
        using Model read = Model.FromJson(model.ToJson());
        using Model plain = Model.FromJson(model.ToJson(), compile: false);
        Assert.Multiple(() =>
        {
            Assert.That(read.Optimizer!.CurrentLearningRate, Is.EqualTo(0.25f));
            Assert.That(plain.IsCompiled, Is.False);
        });
    }

    [Test]
    public void Keras_2_wrote_the_calls_as_lists()
    {
        const string json = """
            {"class_name": "Functional", "config": {"name": "old", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 2], "dtype": "float32", "name": "x"}, "name": "x", "inbound_nodes": []},
              {"class_name": "Dense", "config": {"units": 2, "name": "a"}, "name": "a", "inbound_nodes": [[["x", 0, 0, {}]]]},
              {"class_name": "Add", "config": {"name": "sum"}, "name": "sum", "inbound_nodes": [[["x", 0, 0, {}], ["a", 0, 0, {}]]]}],
              "input_layers": [["x", 0, 0]], "output_layers": [["sum", 0, 0]]}}
            """;
        using Model model = Model.FromJson(json);
        Assert.That(model.OutputNames, Is.EqualTo(new[] { "sum" }));
    }

    [Test]
    public void Outputs_by_name_are_written_by_name()
    {
        Tensor x = Keras.Input([2], name: "x");
        using var model = new Model([x], new Dictionary<string, Tensor> { ["b"] = new Dense(1) { Name = "p" }.Apply(x), ["a"] = new Dense(2) { Name = "q" }.Apply(x) });
        Assert.That(model.ToJson(), Does.Contain("\"output_layers\":{\"a\":[\"q\",0,0],\"b\":[\"p\",0,0]}"));
    }

    [TestCase("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dens", "config": {"units": 2}}]}}""", "did you mean \"dense\"")]
    [TestCase("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 2, "bias": true}}]}}""", "unknown key \"bias\"")]
    [TestCase("""{"class_name": "Sequential", "config": {"lairs": []}}""", "the key \"layers\" is missing")]
    [TestCase("[]", "expected an object")]
    [TestCase("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "LSTM", "config": {"units": 2, "time_major": true}}]}}""", "unknown key \"time_major\"")]
    [TestCase("""{"class_name": "Functional", "config": {"layers": [{"class_name": "Dense", "name": "d", "config": {"units": 2}, "inbound_nodes": [[["d", 0, 0, {}]]]}], "input_layers": [], "output_layers": []}}""", "has a loop")]
    [TestCase("""{"class_name": "Functional", "config": {"layers": [{"class_name": "Dense", "name": "d", "config": {"units": 2}, "inbound_nodes": [[["e", 0, 0, {}]]]}], "input_layers": [], "output_layers": []}}""", "unknown layer \"e\"")]
    public void What_is_wrong_with_a_config_is_said(string json, string message) =>
        Assert.That(() => Model.FromJson(json), Throws.TypeOf<ConfigException>().With.Message.Contains(message));

    private static Model Graph()
    {
        Tensor inside = Keras.Input([4], name: "inside");
        var nested = new Model(inside, new Dense(4, "tanh") { Name = "inner" }.Apply(inside)) { Name = "block" };
        Tensor x = Keras.Input([3], name: "x");
        var shared = new Dense(4) { Name = "shared" };
        Tensor a = shared.Apply(x);
        Tensor b = shared.Apply((x * 0.5f) + 1);
        Tensor c = nested.Apply(nested.Apply((a - b) / Ops.Sum(Ops.Concatenate([a, b], -1), [-1], keepDims: true)));
        return new Model(x, new Dense(2) { Name = "out" }.Apply(Ops.Tanh(c)));
    }
}
