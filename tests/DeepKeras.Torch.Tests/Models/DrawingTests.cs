using System.Xml.Linq;
using DeepKeras.Layers;

namespace DeepKeras.Tests;

/// <summary>Models as SVG. How boxes and edges lie is in LayeredLayoutTests.</summary>
internal sealed class DrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void A_Sequential_is_a_box_a_layer_and_an_arrow_between_neighbours()
    {
        using Sequential model = Sequential.Create([4], "mlp").Dense(8, "relu").Dense(1);
        XElement svg = XElement.Parse(model.ToSvg());
        Assert.Multiple(() =>
        {
            Assert.That(Texts(svg), Is.EqualTo(new[] { "input_layer (InputLayer)", "dense (Dense)", "dense_1 (Dense)" }));
            Assert.That(svg.Descendants(Svg + "path").Count(path => (string?)path.Attribute("class") == "dk-edge"), Is.EqualTo(2));
        });
    }

    [Test]
    public void Each_option_adds_its_line()
    {
        using Sequential model = Sequential.Create([4]).Dense(8, "relu");
        model.GetLayer(0).Trainable = false;
        string[] texts = Texts(XElement.Parse(model.ToSvg(new PlotOptions { ShowShapes = true, ShowDtype = true, ShowLayerActivations = true, ShowTrainable = true, ShowLayerNames = false })));
        Assert.That(texts, Is.EqualTo(new[] { "InputLayer", "(None, 4)", "float32", "Dense", "activation relu", "(None, 4) → (None, 8)", "float32", "not trainable" }));
    }

    [Test]
    public void Names_are_escaped()
    {
        using Sequential model = Sequential.Create([4], "a <b> & \"c\"").Add(new Dense(1) { Name = "</text><script>alert(1)</script>" });
        XElement svg = XElement.Parse(model.ToSvg());
        Assert.That(Texts(svg), Has.Some.EqualTo("</text><script>alert(1)</script> (Dense)"));
        Assert.That(svg.Descendants(Svg + "script"), Is.Empty);
    }

    [Test]
    public void Nothing_is_loaded_from_elsewhere()
    {
        using Sequential model = Sequential.Create([4]).Dense(1);
        string svg = model.ToSvg();
        Assert.That(svg.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), Does.Not.Contain("http").And.Not.Contain("@import").And.Not.Contain("href"));
    }

    [Test]
    public void A_nested_model_is_a_box_or_what_is_inside()
    {
        Tensor input = Keras.Input([4]);
        using var model = new Model(input, new Dense(1).Apply(Sequential.Create([4], "inner").Dense(3).Apply(input)));
        Assert.Multiple(() =>
        {
            Assert.That(Texts(XElement.Parse(model.ToSvg())), Has.Length.EqualTo(3));
            Assert.That(Texts(XElement.Parse(model.ToSvg(new PlotOptions { ExpandNested = true }))), Has.Length.EqualTo(5));
        });
    }

    [Test]
    public void A_layer_that_is_applied_to_its_own_result_comes_once_a_call()
    {
        Tensor input = Keras.Input([4]);
        var again = new Dense(4) { Name = "again" };
        using var model = new Model(input, again.Apply(new ReLU().Apply(again.Apply(input))));
        Assert.That(Texts(XElement.Parse(model.ToSvg())).Count(text => text == "again (Dense)"), Is.EqualTo(2));
    }

    [Test]
    public void A_model_with_its_own_call_is_one_box()
    {
        using var own = new TwoLayers(4);
        own.BuildFor([2]);
        Assert.That(Texts(XElement.Parse(own.ToSvg(new PlotOptions { ShowShapes = true }))), Is.EqualTo(new[] { "two_layers (TwoLayers)", "(None, 2) → (None, 1)" }));
    }

    [TestCase(PlotDirection.TopToBottom)]
    [TestCase(PlotDirection.LeftToRight)]
    [TestCase(PlotDirection.BottomToTop)]
    [TestCase(PlotDirection.RightToLeft)]
    public void The_model_runs_the_way_that_is_asked_for(PlotDirection direction)
    {
        using Sequential model = Sequential.Create([4]).Dense(8).Dense(1);
        XElement svg = XElement.Parse(model.ToSvg(new PlotOptions { Direction = direction }));
        string axis = direction is PlotDirection.TopToBottom or PlotDirection.BottomToTop ? "y" : "x";
        double[] places = [.. svg.Elements(Svg + "g").Select(box => (double)box.Element(Svg + "rect")!.Attribute(axis)!)];
        Assert.That(places, direction is PlotDirection.TopToBottom or PlotDirection.LeftToRight ? Is.Ordered.Ascending : Is.Ordered.Descending);
        Assert.That(places, Is.Unique);
    }

    [Test]
    public void A_notebook_shows_the_picture_by_the_attribute_that_it_looks_for()
    {
        object attribute = typeof(Sequential).GetCustomAttributes(false).Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object formatter = ((IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), null)!).Single();
        using Sequential model = Sequential.Create([4]).Dense(1);
        var writer = new StringWriter();
        Assert.Multiple(() =>
        {
            Assert.That(formatter.GetType().GetProperty("MimeType")!.GetValue(formatter), Is.EqualTo("text/html"));
            Assert.That(formatter.GetType().GetMethod("Format")!.Invoke(formatter, [model, writer]), Is.True);
            Assert.That(writer.ToString(), Does.StartWith("<svg"));
            Assert.That(formatter.GetType().GetMethod("Format")!.Invoke(formatter, [new Sequential(), writer]), Is.False);
        });
    }

    [Test]
    public void A_model_without_weights_cannot_be_drawn_and_says_so()
    {
        Assert.That(() => new Sequential().Dense(1).ToSvg(), Throws.InvalidOperationException.With.Message.Contains("no weights yet"));
    }

    private static string[] Texts(XElement svg) => [.. svg.Descendants(Svg + "text").Select(text => text.Value)];
}
