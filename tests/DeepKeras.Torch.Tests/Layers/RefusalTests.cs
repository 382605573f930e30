using DeepKeras.Layers;

namespace DeepKeras.Tests.Layers;

/// <summary>What does not fit is refused when the layer is made or built, with the place, what was expected and what came.</summary>
internal sealed class RefusalTests
{
    [TestCase(-1), TestCase(1.5), TestCase(double.NaN)]
    public void Dropout_refuses_a_rate_that_is_no_share(double rate) =>
        Assert.That(() => new Dropout(rate), Throws.InstanceOf<ArgumentException>().With.Message.Contains("from 0 to 1"));

    [Test]
    public void Conv2D_refuses_a_line() =>
        Refused(() => Sequential.Create([28, 28]).Conv2D(8, 3), "sequential/conv2d: expected shape (batch, height, width, channels), got (None, 28, 28)");

    [Test]
    public void Conv2D_refuses_channels_that_its_groups_do_not_divide() =>
        Refused(() => Sequential.Create([8, 8, 3]).Conv2D(4, 3, groups: 2), "sequential/conv2d: expected a number of channels that 2 groups divide, got 3");

    [Test]
    public void Conv2D_refuses_a_kernel_larger_than_its_input() =>
        Refused(() => Sequential.Create([2, 2, 1]).Conv2D(4, 3), "sequential/conv2d: a window of 3 does not fit");

    [Test]
    public void Convolutions_refuse_strides_with_dilation() =>
        Assert.That(() => new Conv1D(4, 3, strides: 2, dilationRate: 2), Throws.ArgumentException.With.Message.Contains("do not go together"));

    [Test]
    public void Causal_padding_is_for_lines_only() =>
        Assert.That(() => new Conv2D(4, 3, padding: Padding.Causal), Throws.ArgumentException.With.Message.Contains("along one axis only"));

    [Test]
    public void Dense_refuses_an_unknown_number_of_inputs() =>
        Refused(() => Sequential.Create([-1]).Dense(4), "sequential/dense: expected shape (batch, …, inputs) with a known last size, got (None, None)");

    [Test]
    public void Concatenate_refuses_other_sizes_beside_the_axis()
    {
        Tensor a = Keras.Input([3, 4]);
        Tensor b = Keras.Input([2, 4]);
        Refused(() => new Concatenate().Apply([a, b]), "concatenate: shapes (None, 3, 4), (None, 2, 4) cannot be concatenated along axis 2");
    }

    [Test]
    public void Add_refuses_shapes_that_do_not_broadcast()
    {
        Tensor a = Keras.Input([3]);
        Tensor b = Keras.Input([2]);
        Refused(() => new Add().Apply([a, b]), "add: shapes (None, 3) and (None, 2) do not broadcast");
    }

    [Test]
    public void Subtract_refuses_three_inputs()
    {
        Tensor a = Keras.Input([3]);
        Refused(() => new Subtract().Apply([a, a, a]), "subtract: expected 2 inputs, got 3");
    }

    [Test]
    public void Reshape_refuses_another_number_of_elements() =>
        Refused(() => Sequential.Create([3, 4]).Reshape([5, 2]), "sequential/reshape: rows of shape (3, 4), 12 numbers, cannot be reshaped to (5, 2)");

    [Test]
    public void Reshape_refuses_two_sizes_left_over() =>
        Assert.That(() => new Reshape([-1, -1]), Throws.ArgumentException.With.Message.Contains("at most once"));

    [Test]
    public void Permute_refuses_what_is_no_permutation() =>
        Assert.That(() => new Permute([1, 3]), Throws.ArgumentException.With.Message.Contains("each axis from 1 to 2 once"));

    [Test]
    public void Cropping_refuses_to_leave_nothing() =>
        Refused(() => Sequential.Create([4, 2]).Cropping1D((2, 2)), "sequential/cropping1d: expected a cropping that leaves something of axis 1");

    [Test]
    public void Group_normalization_refuses_groups_that_do_not_divide() =>
        Refused(() => Sequential.Create([6]).GroupNormalization(4), "sequential/group_normalization: expected a number of features along axis -1 that 4 groups divide");

    [Test]
    public void Layer_normalization_refuses_an_axis_named_twice() =>
        Refused(() => Sequential.Create([6, 4]).LayerNormalization(axis: [2, -1]), "sequential/layer_normalization: axis: [2, -1] names an axis of (None, 6, 4) twice");

    [Test]
    public void Normalization_takes_mean_and_variance_together() =>
        Assert.That(() => new Normalization(mean: 1.0), Throws.ArgumentException.With.Message.Contains("both, or neither"));

    [Test]
    public void Normalization_that_was_given_its_numbers_does_not_adapt() =>
        Assert.That(() => new Normalization(mean: 1.0, variance: 2.0).Adapt(new float[,] { { 1, 2 } }), Throws.InvalidOperationException.With.Message.Contains("nothing to adapt"));

    private static void Refused(Action make, string message) =>
        Assert.That(make, Throws.InstanceOf<ShapeException>().With.Message.StartsWith(message));
}
