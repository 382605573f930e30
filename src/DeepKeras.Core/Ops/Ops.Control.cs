namespace DeepKeras;

// Loops whose length is known while the graph is made are written out step by step.
public static partial class Ops
{
    /// <summary>What the first function gives where the condition, a scalar, holds; else what the second gives. Both are computed.</summary>
    public static Tensor Cond(Tensor pred, Func<Tensor> trueFn, Func<Tensor> falseFn) => Where(pred, trueFn(), falseFn());

    /// <summary>What the first function gives where the condition, a scalar, holds; else what the second gives. Both are computed.</summary>
    public static IReadOnlyList<Tensor> Cond(Tensor pred, Func<IReadOnlyList<Tensor>> trueFn, Func<IReadOnlyList<Tensor>> falseFn) =>
        [.. trueFn().Zip(falseFn(), (a, b) => Where(pred, a, b))];

    /// <summary>What the branch of a number gives; a number out of range takes the nearest branch. All are computed.</summary>
    /// <param name="index">An integer scalar.</param>
    /// <param name="branches">Functions of the operands, whose results have one shape and dtype.</param>
    /// <param name="operands">What the branches take.</param>
    public static Tensor Switch(Tensor index, IReadOnlyList<Func<IReadOnlyList<Tensor>, Tensor>> branches, params Tensor[] operands)
    {
        index = Strong(index);
        Tensor result = branches[^1](operands);
        for (int i = branches.Count - 2; i >= 0; i--)
        {
            result = Where(index <= i, branches[i](operands), result);
        }

        return result;
    }

    /// <summary>A value after a function was applied for each number from lower to before upper.</summary>
    public static Tensor ForiLoop(int lower, int upper, Func<Tensor, Tensor, Tensor> bodyFun, Tensor initVal)
    {
        for (int i = lower; i < upper; i++)
        {
            initVal = bodyFun(Constant(DType.Int32, i), initVal);
        }

        return initVal;
    }

    /// <summary>A function carried along the first axis: it takes what is carried and one slice, and gives what is carried on and a result.</summary>
    /// <param name="f">(carry, slice) ↦ (carry, result); without slices the second is 0.</param>
    /// <param name="init">What is carried at first.</param>
    /// <param name="xs">The slices; null: none.</param>
    /// <param name="length">How many steps; null: as many as slices.</param>
    /// <param name="reverse">Whether to go from the last slice to the first.</param>
    /// <returns>What is carried at last, and the results along a first axis, in the order of the slices.</returns>
    public static (Tensor Carry, Tensor Results) Scan(Func<Tensor, Tensor, (Tensor Carry, Tensor Result)> f, Tensor init, Tensor? xs = null, int? length = null, bool reverse = false)
    {
        int steps = length ?? xs?.Shape[0] ?? throw new ArgumentException("scan needs slices or a length.", nameof(length));
        if (steps < 1)
        {
            throw new ShapeException($"scan needs to know its number of steps, 1 or more; got {steps}.");
        }

        var results = new Tensor[steps];
        for (int i = 0; i < steps; i++)
        {
            int at = reverse ? steps - 1 - i : i;
            (init, results[at]) = f(init, xs is null ? 0 : At(xs, 0, at));
        }

        return (init, Stack(results, 0));
    }

    /// <summary>The running results of an associative function along an axis.</summary>
    public static Tensor AssociativeScan(Func<Tensor, Tensor, Tensor> f, Tensor elems, bool reverse = false, int axis = 0) =>
        AssociativeScan((a, b) => [f(a[0], b[0])], [elems], reverse, axis)[0];

    /// <summary>The running results of an associative function of several tensors along an axis, in a number of rounds that grows with the logarithm of its size.</summary>
    public static IReadOnlyList<Tensor> AssociativeScan(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> f, IReadOnlyList<Tensor> elems, bool reverse = false, int axis = 0)
    {
        int along = elems[0].Shape.Axis(axis);
        int size = elems[0].Shape[along];
        if (size < 0)
        {
            throw new ShapeException($"an associative scan needs to know the size of axis {axis} of shape {elems[0].Shape}.");
        }

        Tensor[] running = [.. elems.Select(x => reverse ? Flip(x, along) : x)];
        for (int apart = 1; apart < size; apart *= 2)
        {
            IReadOnlyList<Tensor> joined = f([.. running.Select(x => Slice(x, along, 0, size - apart))], [.. running.Select(x => Slice(x, along, apart))]);
            int step = apart;
            running = [.. running.Zip(joined, (x, later) => Concatenate([Slice(x, along, 0, step), later], along))];
        }

        return [.. running.Select(x => reverse ? Flip(x, along) : x)];
    }

    /// <summary>A function applied to each slice along the first axis.</summary>
    public static Tensor Map(Func<Tensor, Tensor> f, Tensor xs) => Stack([.. Unstack(xs).Select(f)], 0);

    /// <summary>A function of several tensors applied to their slices along the first axis.</summary>
    public static Tensor Map(Func<IReadOnlyList<Tensor>, Tensor> f, IReadOnlyList<Tensor> xs) =>
        Stack([.. Enumerable.Range(0, xs[0].Shape[0]).Select(i => f([.. xs.Select(x => At(x, 0, i))]))], 0);

    /// <summary>A function with several results applied to each slice along the first axis.</summary>
    public static IReadOnlyList<Tensor> Map(Func<Tensor, IReadOnlyList<Tensor>> f, Tensor xs)
    {
        IReadOnlyList<Tensor>[] results = [.. Unstack(xs).Select(f)];
        return [.. Enumerable.Range(0, results[0].Count).Select(i => Stack([.. results.Select(result => result[i])], 0))];
    }

    /// <summary>As <see cref="Map(Func{Tensor, Tensor}, Tensor)"/>.</summary>
    public static Tensor VectorizedMap(Func<Tensor, Tensor> function, Tensor elements) => Map(function, elements);

    /// <summary>As <see cref="Map(Func{IReadOnlyList{Tensor}, Tensor}, IReadOnlyList{Tensor})"/>.</summary>
    public static Tensor VectorizedMap(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> elements) => Map(function, elements);

    /// <summary>A function's value and its derivative in a direction.</summary>
    /// <param name="fun">A function of floating-point tensors.</param>
    /// <param name="primals">Where it is taken.</param>
    /// <param name="tangents">The direction, one tensor for each of <paramref name="primals"/>.</param>
    public static (Tensor Value, Tensor Tangent) Jvp(Func<IReadOnlyList<Tensor>, Tensor> fun, IReadOnlyList<Tensor> primals, IReadOnlyList<Tensor> tangents)
    {
        // The gradient is linear in the weights of the outputs: its own gradient to them is the derivative.
        Tensor value = fun(primals);
        Tensor weights = value.Shape.IsKnown ? Filled(value.DType, value.Shape, 0)
            : throw new ShapeException($"a derivative in a direction needs to know the shape of the function's value; got {value.Shape}.");
        IReadOnlyList<Tensor> gradients = Gradients(Sum(value * weights), primals);
        Tensor along = gradients.Zip(tangents, (gradient, tangent) => Sum(gradient * tangent)).Aggregate(Add);
        return (value, Gradients(along, [weights])[0]);
    }
}
