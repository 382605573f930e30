using DeepKeras.Saving;

namespace DeepKeras.Tests.Generators;

// Here, so that the stand-ins come before the library's own classes of the same names.
using DeepKeras.Tests.Generators.StandIns;

/// <summary>The methods that are generated for layers.</summary>
public sealed class FluentMethodTests
{
    [Test]
    public void A_method_adds_the_layer_that_its_constructor_makes()
    {
        Stack model = new Stack().Conv2D(8, 3, padding: Padding.Same).Flatten().Dense(10, "relu", useBias: false);

        Layer[] same = [new Conv2D(8, 3, padding: Padding.Same), new Flatten(), new Dense(10, "relu", useBias: false)];
        Assert.That(model.Layers.Select(ConfigJson.Write), Is.EqualTo(same.Select(ConfigJson.Write)));
    }

    [Test]
    public void A_method_names_the_layer() =>
        Assert.That(new Stack().Dense(10, name: "head").Layers[0].Name, Is.EqualTo("head"));

    [Test]
    public void A_property_of_a_defaulted_parameter_is_never_null() =>
        Assert.That(new Dense(1).KernelInitializer, Is.TypeOf<GlorotUniform>());
}
