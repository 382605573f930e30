using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>
/// The gradients of every row of the op test table against finite differences, in float64, of a weighted sum of the results. First
/// gradients are held to the definition's differences, gradients of gradients to the differences of first gradients.
/// </summary>
internal sealed class OpGradientTests
{
    private static IEnumerable<OpRow> Rows => OpTable.Rows.Where(row => row.Differentiable.Length > 0);

    private static IEnumerable<OpRow> TwiceDifferentiable => Rows.Where(row => row.TwiceDifferentiable);

    private static IEnumerable<object[]> BroadcastShapes =>
        Rows.SelectMany(row => row.Broadcasts.Select(shapes => new object[] { row, string.Join(" ", shapes.Select(shape => ((Shape)shape).ToString())), shapes }));

    [Test]
    public void The_gradient_is_the_definitions_slope([ValueSource(nameof(Rows))] OpRow row, [Values(0, 1, OpRow.Rows)] int rows) => AssertGradient(row, rows);

    [TestCaseSource(nameof(BroadcastShapes))]
    public void The_gradient_is_summed_over_what_was_broadcast(OpRow row, string shapes, int[][] operands) => AssertGradient(row.On(operands), OpRow.Rows);

    [TestCaseSource(nameof(TwiceDifferentiable))]
    public void The_gradient_of_the_gradient_is_the_gradients_slope(OpRow row)
    {
        HostArray[] values = row.Sample(DType.Float64);
        Tensor[] inputs = row.Inputs(DType.Float64, operand => operand.ShapeOf(OpRow.Rows));
        Tensor[] variables = [.. row.Differentiable.Select(i => inputs[i])];
        Tensor slope = Weighted([.. Ops.Gradients(Loss(row, inputs), variables)]);
        using Executable once = Engine.Current.Compile(new Graph(inputs, [slope], []));
        using Executable twice = Engine.Current.Compile(new Graph(inputs, Ops.Gradients(slope, variables), []));

        HostArray[] gradients = twice.Run(values);
        Plain[] at = [.. values.Select(Plain.From)];
        for (int k = 0; k < variables.Length; k++)
        {
            int operand = row.Differentiable[k];
            Plain expected = Slopes(at, operand, moved =>
            {
                HostArray[] changed = [.. values];
                changed[operand] = moved[operand].To(DType.Float64);
                return once.Run(changed)[0][0];
            });
            AssertNear(gradients[k], expected, Math.Max(1e-7, row.GradientTolerance * 10), $"operand {operand}");
        }
    }

    private static void AssertGradient(OpRow row, int rows)
    {
        HostArray[] values = row.Sample(DType.Float64, rows);
        Tensor[] inputs = row.Inputs(DType.Float64, operand => operand.ShapeOf(rows));
        HostArray[] gradients = Running.Run(inputs, Ops.Gradients(Loss(row, inputs), [.. row.Differentiable.Select(i => inputs[i])]), values);
        Plain[] at = [.. values.Select(Plain.From)];
        for (int k = 0; k < gradients.Length; k++)
        {
            Plain expected = Slopes(at, row.Differentiable[k], moved =>
            {
                Plain[] results = row.Reference(moved);
                return row.DifferentiableResults.Sum(i => results[i].Data.Select((value, at) => value * Weight(at)).Sum());
            });
            AssertNear(gradients[k], expected, row.GradientTolerance, $"operand {row.Differentiable[k]}");
        }
    }

    private static Tensor Loss(OpRow row, Tensor[] inputs)
    {
        Tensor[] results = Ops.EmitAll(row.Op, inputs);
        return Weighted([.. row.DifferentiableResults.Select(i => results[i])]);
    }

    /// <summary>The sum of all elements, each times a number of its own.</summary>
    private static Tensor Weighted(Tensor[] results)
    {
        Tensor total = Ops.Constant(DType.Float64, 0);
        foreach (Tensor result in results)
        {
            Tensor weights = Ops.Constant(Weights(result.Shape));
            total += Ops.Sum(Ops.Cast(result, DType.Float64) * weights);
        }

        return total;
    }

    private static HostArray Weights(Shape shape)
    {
        int i = 0;
        return Plain.Of([.. shape], _ => Weight(i++)).To(DType.Float64);
    }

    private static double Weight(int i) => 0.25 + (i * 0.7548776662466927 % 1);

    /// <summary>The derivative to each element of an operand, exact to the fourth power of the step.</summary>
    private static Plain Slopes(Plain[] at, int operand, Func<Plain[], double> f)
    {
        const double Step = 1e-3;
        double[] slopes = new double[at[operand].Data.Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            double At(double amount)
            {
                Plain[] moved = [.. at];
                moved[operand] = at[operand].Nudged(i, amount);
                return f(moved);
            }

            slopes[i] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
        }

        return new(at[operand].Shape, slopes);
    }

    private static void AssertNear(HostArray actual, Plain expected, double tolerance, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo((Shape)expected.Shape), $"{what}: shape");
        for (int i = 0; i < expected.Data.Length; i++)
        {
            if (!Comparing.Near(actual[i], expected.Data[i], tolerance))
            {
                Assert.Fail($"{what}: the gradient to element {i} of {actual.Shape} is {actual[i]:R}; finite differences give {expected.Data[i]:R}.");
            }
        }
    }
}
