namespace DeepKeras.Torch.Tests.Operations;

/// <summary>A graph's updates take place at once, after everything was computed, whatever memory they share.</summary>
internal sealed class UpdateTests
{
    private static readonly float[] Ascending = [1, 2, 3, 4];

    private static readonly float[] Tens = [10, 20, 30, 40];

    private static IEnumerable<TestCaseData> OfItself =>
    [
        Case("Transpose", x => Ops.Transpose(x), [1, 3, 2, 4]),
        Case("Flip", x => Ops.Flip(x, 0), [3, 4, 1, 2]),
        Case("Flip of a transpose", x => Ops.Flip(Ops.Transpose(x), 1), [3, 1, 4, 2]),
        Case("Reshape of a transpose", x => Ops.Reshape(Ops.Transpose(x), 2, 2), [1, 3, 2, 4]),
        Case("Rows in turn", x => Ops.Concatenate([Ops.Slice(x, 0, 1), Ops.Slice(x, 0, 0, 1)], 0), [3, 4, 1, 2]),
        Case("A row for both", x => Ops.BroadcastTo(Ops.Slice(x, 0, 1), [2, 2]), [3, 4, 3, 4]),
        Case("Nothing", x => x, [1, 2, 3, 4]),
    ];

    [TestCaseSource(nameof(OfItself))]
    public void A_variable_becomes_a_view_of_itself(Func<Tensor, Tensor> function, float[] expected)
    {
        Variable x = Matrix(Ascending);
        Step(() => [(x, function(x))]);
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Two_variables_change_places()
    {
        (Variable x, Variable y) = (Matrix(Ascending), Matrix(Tens));
        Step(() =>
        {
            (Tensor a, Tensor b) = (x, y);
            return [(x, b), (y, a)];
        });
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(Tens));
        Assert.That(y.Host.As<float>().ToArray(), Is.EqualTo(Ascending));
    }

    [Test]
    public void Two_variables_change_places_by_views()
    {
        (Variable x, Variable y) = (Matrix(Ascending), Matrix(Tens));
        Step(() =>
        {
            (Tensor a, Tensor b) = (x, y);
            return [(x, Ops.Transpose(b)), (y, Ops.Reshape(Ops.StopGradient(a), 2, 2))];
        });
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 10, 30, 20, 40 }));
        Assert.That(y.Host.As<float>().ToArray(), Is.EqualTo(Ascending));
    }

    [Test]
    public void Two_variables_become_one_value_and_stay_apart()
    {
        (Variable x, Variable y) = (Matrix(Ascending), Matrix(Tens));
        Step(() =>
        {
            Tensor sum = (Tensor)x + y;
            return [(x, sum), (y, sum)];
        });
        Step(() => [(x, (Tensor)x + 1)]);
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 12, 23, 34, 45 }));
        Assert.That(y.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 11, 22, 33, 44 }));
    }

    [Test]
    public void An_output_is_the_value_before_the_update_and_a_later_read_the_one_after()
    {
        Variable x = Matrix(Ascending);
        var trace = new Trace(training: true);
        Tensor before;
        Tensor after;
        using (trace.Enter())
        {
            before = Ops.Transpose(x);
            trace.Update(x, (Tensor)x * 2);
            after = Ops.Sum(x);
        }

        using Executable executable = Engine.Current.Compile(new Graph([], [before, after], trace.Updates));
        HostArray[] results = executable.Run();
        Assert.That(results[0].As<float>().ToArray(), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
        Assert.That(results[1][0], Is.EqualTo(20));
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 2, 4, 6, 8 }));
    }

    [Test]
    public void A_view_of_a_variable_is_read_before_the_variable_changes_in_place()
    {
        (Variable x, Variable y) = (Matrix(Ascending), Matrix(Tens));
        var trace = new Trace(training: true);
        Tensor view;
        Tensor product;
        using (trace.Enter())
        {
            view = Ops.Transpose(x);
            Tensor other = Ops.Reshape(x, 2, 2);
            trace.Update(x, ((Tensor)x * 2) + 1);
            product = Ops.MatMul(other, Ops.Constant([1, 0, 0, 1], [2, 2]));
            trace.Update(y, view);
        }

        using Executable executable = Engine.Current.Compile(new Graph([], [view, product], trace.Updates));
        HostArray[] results = executable.Run();
        Assert.That(results[0].As<float>().ToArray(), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
        Assert.That(results[1].As<float>().ToArray(), Is.EqualTo(Ascending));
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 3, 5, 7, 9 }));
        Assert.That(y.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
    }

    [Test]
    public void A_gradient_sees_the_variable_as_it_was_although_it_changes_in_place_before()
    {
        // The slope of Σ w · s to w is s; s changes on the way, as a moving statistic does.
        (Variable w, Variable s) = (Matrix(Tens), Matrix(Ascending));
        var trace = new Trace(training: true);
        Tensor slope;
        using (trace.Enter())
        {
            Tensor weight = w;
            Tensor product = weight * s;
            trace.Update(s, ((Tensor)s * 2) + 1);
            slope = Ops.Gradients(Ops.Sum(product), [weight])[0];
        }

        using Executable executable = Engine.Current.Compile(new Graph([], [slope], trace.Updates));
        Assert.That(executable.Run()[0].As<float>().ToArray(), Is.EqualTo(Ascending));
        Assert.That(s.Host.As<float>().ToArray(), Is.EqualTo(new float[] { 3, 5, 7, 9 }));
    }

    [Test]
    public void A_variable_takes_an_input_and_keeps_it_when_the_input_changes()
    {
        Variable x = Matrix(Ascending);
        Tensor input = Running.Input(DType.Float32, [2, 2]);
        HostArray array = HostArray.Of<float>(Tens, [2, 2]);
        var trace = new Trace(training: true);
        using (trace.Enter())
        {
            trace.Update(x, input);
        }

        using Executable executable = Engine.Current.Compile(new Graph([input], [], trace.Updates));
        executable.Run(array);
        array.Fill(0);
        Assert.That(x.Host.As<float>().ToArray(), Is.EqualTo(Tens));
    }

    private static TestCaseData Case(string name, Func<Tensor, Tensor> function, float[] expected) => new(function, expected) { TestName = name };

    private static Variable Matrix(float[] values)
    {
        var variable = new Variable("x", [2, 2], DType.Float32, null, trainable: true);
        variable.Assign(values);
        return variable;
    }

    private static void Step(Func<(Variable Variable, Tensor Value)[]> updates)
    {
        var trace = new Trace(training: true);
        using (trace.Enter())
        {
            foreach ((Variable variable, Tensor value) in updates())
            {
                trace.Update(variable, value);
            }
        }

        using Executable executable = Engine.Current.Compile(new Graph([], [], trace.Updates));
        executable.Run();
    }
}
