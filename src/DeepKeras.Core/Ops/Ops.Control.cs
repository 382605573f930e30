namespace DeepKeras;

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
    public static Tensor Switch(Tensor index, IReadOnlyList<Func<IReadOnlyList<Tensor>, Tensor>> branches, params Tensor[] operands) =>
        Switch(index, [.. branches.Select(branch => (Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>)(x => [branch(x)]))], operands)[0];

    /// <summary>As the other, for branches with several results each.</summary>
    /// <param name="index">An integer scalar.</param>
    /// <param name="branches">Functions of the operands, whose results have the same shapes and dtypes.</param>
    /// <param name="operands">What the branches take.</param>
    public static IReadOnlyList<Tensor> Switch(Tensor index, IReadOnlyList<Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>> branches, params Tensor[] operands)
    {
        index = Strong(index);
        IReadOnlyList<Tensor> result = [.. branches[^1](operands).Select(Strong)];
        for (int i = branches.Count - 2; i >= 0; i--)
        {
            Tensor here = index <= i;
            result = [.. branches[i](operands).Zip(result, (a, b) => Where(here, a, b))];
        }

        return result;
    }

    /// <summary>A value after a function was applied for each number from lower to before upper.</summary>
    /// <param name="lower">The first number, an integer scalar.</param>
    /// <param name="upper">The number after the last.</param>
    /// <param name="bodyFun">(number, value) ↦ the next value, of the same shape and dtype.</param>
    /// <param name="initVal">The first value.</param>
    public static Tensor ForiLoop(Tensor lower, Tensor upper, Func<Tensor, Tensor, Tensor> bodyFun, Tensor initVal) =>
        ForiLoop(lower, upper, (i, values) => [bodyFun(i, values[0])], [initVal])[0];

    /// <summary>Several values after a function was applied for each number from lower to before upper.</summary>
    /// <param name="lower">The first number, an integer scalar.</param>
    /// <param name="upper">The number after the last.</param>
    /// <param name="bodyFun">(number, values) ↦ the next values, of the same shapes and dtypes.</param>
    /// <param name="initVal">The first values.</param>
    public static IReadOnlyList<Tensor> ForiLoop(Tensor lower, Tensor upper, Func<Tensor, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> bodyFun, IReadOnlyList<Tensor> initVal)
    {
        (lower, upper) = Unify(Strong(lower), Strong(upper));
        if (lower.Node is ConstantNode from && upper.Node is ConstantNode to)
        {
            Tensor numbers = Cast(Constant([.. Enumerable.Range((int)from.Value[0], (int)Math.Max(0, to.Value[0] - from.Value[0]))]), lower.DType);
            return Scan([.. initVal.Select(Strong)], [numbers], (values, number) => ([.. bodyFun(number[0], values).Select(Strong)], [])).States;
        }

        return [.. WhileLoop(x => x[0] < upper, x => [x[0] + 1, .. bodyFun(x[0], [.. x.Skip(1)])], [lower, .. initVal]).Skip(1)];
    }

    /// <summary>A function carried along the first axis: it takes what is carried and one slice, and gives what is carried on and a result.</summary>
    /// <param name="f">(carry, slice) ↦ (carry, result); without slices the second is 0.</param>
    /// <param name="init">What is carried at first.</param>
    /// <param name="xs">The slices; null: none.</param>
    /// <param name="length">How many steps; null: as many as slices.</param>
    /// <param name="reverse">Whether to go from the last slice to the first.</param>
    /// <param name="unroll">How many steps Keras does at once; of no effect here.</param>
    /// <returns>What is carried at last, and the results along a first axis, in the order of the slices.</returns>
    /// <exception cref="ShapeException">There are neither slices nor a length, or both and they differ, or a step changes what is carried.</exception>
    public static (Tensor Carry, Tensor Results) Scan(
        Func<Tensor, Tensor, (Tensor Carry, Tensor Result)> f, Tensor init, Tensor? xs = null, int? length = null, bool reverse = false, int unroll = 1)
    {
        (IReadOnlyList<Tensor> carry, IReadOnlyList<Tensor> results) = Scan(
            (carry, x) =>
            {
                (Tensor next, Tensor result) = f(carry[0], xs is null ? 0 : x[0]);
                return ([next], [result]);
            },
            [init],
            xs is null ? null : [xs],
            length,
            reverse,
            unroll);
        return (carry[0], results[0]);
    }

    /// <summary>As the other, with several tensors that are carried, several slices and several results.</summary>
    /// <param name="f">(carry, slices) ↦ (carry, results); without slices the second is empty.</param>
    /// <param name="init">What is carried at first.</param>
    /// <param name="xs">The slices, one size on the first axis; null: none.</param>
    /// <param name="length">How many steps; null: as many as slices.</param>
    /// <param name="reverse">Whether to go from the last slice to the first.</param>
    /// <param name="unroll">How many steps Keras does at once; of no effect here.</param>
    public static (IReadOnlyList<Tensor> Carry, IReadOnlyList<Tensor> Results) Scan(
        Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, (IReadOnlyList<Tensor> Carry, IReadOnlyList<Tensor> Results)> f,
        IReadOnlyList<Tensor> init,
        IReadOnlyList<Tensor>? xs = null,
        int? length = null,
        bool reverse = false,
        int unroll = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unroll, 1);
        int? steps = xs is { Count: > 0 } ? xs[0].Shape[0] : null;
        if ((steps ?? length) is null or < -1 || (length is int given && steps is >= 0 && steps != given))
        {
            throw new ShapeException($"scan needs slices or a length, and both of one number of steps; got {steps?.ToString() ?? "none"} and {length?.ToString() ?? "none"}.");
        }

        // Without slices the loop reads the numbers of its steps.
        IReadOnlyList<Tensor> read = steps is null ? [Constant(new HostArray(DType.Int32, [length!.Value]))] : xs!;
        (Tensor[] carry, Tensor[] results) = Scan([.. init.Select(Strong)], read, (states, slices) =>
        {
            (IReadOnlyList<Tensor> next, IReadOnlyList<Tensor> made) = f(states, steps is null ? [] : slices);
            return ([.. next.Select(Strong)], [.. made.Select(Strong)]);
        }, reverse);
        return (carry, reverse ? [.. results.Select(result => Flip(result, 0))] : results);
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

    /// <summary>A function applied to each slice along the first axis, one after the other.</summary>
    public static Tensor Map(Func<Tensor, Tensor> f, Tensor xs) => Map(x => [f(x[0])], [xs])[0];

    /// <summary>A function of several tensors applied to their slices along the first axis.</summary>
    public static Tensor Map(Func<IReadOnlyList<Tensor>, Tensor> f, IReadOnlyList<Tensor> xs) => Map(x => [f(x)], xs)[0];

    /// <summary>A function with several results applied to each slice along the first axis.</summary>
    public static IReadOnlyList<Tensor> Map(Func<Tensor, IReadOnlyList<Tensor>> f, Tensor xs) => Map(x => f(x[0]), [xs]);

    /// <summary>A function of several tensors with several results, applied to slices along the first axis.</summary>
    public static IReadOnlyList<Tensor> Map(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> f, IReadOnlyList<Tensor> xs) =>
        Scan([], xs, (_, slices) => ([], [.. f(slices).Select(Strong)])).Results;

    /// <summary>As <see cref="Map(Func{Tensor, Tensor}, Tensor)"/>.</summary>
    public static Tensor VectorizedMap(Func<Tensor, Tensor> function, Tensor elements) => Map(function, elements);

    /// <summary>As <see cref="Map(Func{IReadOnlyList{Tensor}, Tensor}, IReadOnlyList{Tensor})"/>.</summary>
    public static Tensor VectorizedMap(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> elements) => Map(function, elements);

    /// <summary>As <see cref="Map(Func{Tensor, IReadOnlyList{Tensor}}, Tensor)"/>.</summary>
    public static IReadOnlyList<Tensor> VectorizedMap(Func<Tensor, IReadOnlyList<Tensor>> function, Tensor elements) => Map(function, elements);

    /// <summary>As <see cref="Map(Func{IReadOnlyList{Tensor}, IReadOnlyList{Tensor}}, IReadOnlyList{Tensor})"/>.</summary>
    public static IReadOnlyList<Tensor> VectorizedMap(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> function, IReadOnlyList<Tensor> elements) => Map(function, elements);

    /// <summary>A function's value and its derivative in a direction.</summary>
    /// <param name="fun">A function of floating-point tensors.</param>
    /// <param name="primals">Where it is taken.</param>
    /// <param name="tangents">The direction, one tensor for each of <paramref name="primals"/>.</param>
    public static (Tensor Value, Tensor Tangent) Jvp(Func<IReadOnlyList<Tensor>, Tensor> fun, IReadOnlyList<Tensor> primals, IReadOnlyList<Tensor> tangents)
    {
        (IReadOnlyList<Tensor> values, IReadOnlyList<Tensor> along, _) = Jvp(x => [fun(x)], primals, tangents);
        return (values[0], along[0]);
    }

    /// <summary>The values of a function with several results, and their derivatives in a direction.</summary>
    /// <param name="fun">A function of floating-point tensors.</param>
    /// <param name="primals">Where it is taken.</param>
    /// <param name="tangents">The direction, one tensor for each of <paramref name="primals"/>.</param>
    /// <param name="hasAux">Whether the last result is something else, which is given as it is.</param>
    public static (IReadOnlyList<Tensor> Values, IReadOnlyList<Tensor> Tangents, Tensor? Aux) Jvp(
        Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> fun, IReadOnlyList<Tensor> primals, IReadOnlyList<Tensor> tangents, bool hasAux = false)
    {
        Tensor[] results = [.. fun(primals)];
        Tensor[] values = hasAux ? results[..^1] : results;
        return (values, [.. values.Select(value => Along(value, primals, tangents))], hasAux ? results[^1] : null);
    }

    private static Tensor Along(Tensor value, IReadOnlyList<Tensor> primals, IReadOnlyList<Tensor> tangents)
    {
        // The gradient is linear in the weights of the outputs: its own gradient to them is the derivative.
        Tensor weights = value.Shape.IsKnown ? Filled(value.DType, value.Shape, 0)
            : throw new ShapeException($"a derivative in a direction needs to know the shape of the function's value; got {value.Shape}.");
        IReadOnlyList<Tensor> gradients = Gradients(Sum(value * weights), primals);
        Tensor along = gradients.Zip(tangents, (gradient, tangent) => Sum(gradient * tangent)).Aggregate(Add);
        return Gradients(along, [weights])[0];
    }
}
