using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>What every row of the op test table is held to.</summary>
internal sealed partial class OpTableTests
{
    private static IEnumerable<OpRow> Rows => OpTable.Rows;

    private static IEnumerable<OpRow> ElementwiseRows => Rows.Where(row => row.Op is Unary or Binary or Compare or Select or Cast);

    private static IEnumerable<object[]> AllowedTypes => Rows.SelectMany(row => row.Types.Select(type => new object[] { row, type }));

    private static IEnumerable<object[]> RefusedTypes =>
        Rows.Where(row => row.RefusesOthers && row.Operands.Any(operand => operand.Type is null)).SelectMany(row => DTypes.All.Except(row.Types).Select(type => new object[] { row, type }));

    private static IEnumerable<object[]> BroadcastShapes =>
        Rows.SelectMany(row => row.Broadcasts.Select(shapes => new object[] { row, string.Join(" ", shapes.Select(shape => ((Shape)shape).ToString())), shapes }));

    [Test]
    public void Every_operation_and_every_kind_has_a_row()
    {
        IEnumerable<Type> operations = typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAssignableTo(typeof(TextOp))
            && type != typeof(ViewAsReal) && type != typeof(ViewAsComplex) && type != typeof(Bitcast) && type != typeof(NonZero) && type != typeof(CountTo));

        // Operations on text are no engine's; TextOpTests has them. Those on storage and on counts take no floats or give no fixed sizes: the oracles of keras.ops have them.
        Assert.That(Rows.Select(row => row.Op.GetType()).Distinct(), Is.EquivalentTo(operations));
        Assert.Multiple(() =>
        {
            AssertEvery<UnaryKind, Unary>(op => op.Kind);
            AssertEvery<BinaryKind, Binary>(op => op.Kind);
            AssertEvery<CompareKind, Compare>(op => op.Kind);
            AssertEvery<ReduceKind, Reduce>(op => op.Kind);
            AssertEvery<PoolKind, Pool>(op => op.Kind);
            AssertEvery<PadMode, Pad>(op => op.Mode);
            AssertEvery<ResizeMethod, Resize>(op => op.Method);
        });
    }

    [Test]
    public void No_two_rows_have_one_name() => Assert.That(Rows.Select(row => row.Name), Is.Unique);

    [TestCaseSource(nameof(AllowedTypes))]
    public void Values_are_the_definitions(OpRow row, DType type) => AssertValues(row, type, OpRow.Rows, operand => operand.ShapeOf(OpRow.Rows));

    [Test]
    public void Values_are_the_definitions_where_the_batch_is_empty_or_one_row(
        [ValueSource(nameof(Rows))] OpRow row, [Values(0, 1)] int rows) => AssertValues(row, row.Types[0], rows, operand => operand.OpenShape);

    [TestCaseSource(nameof(BroadcastShapes))]
    public void Values_broadcast(OpRow row, string shapes, int[][] operands) => AssertValues(row.On(operands), row.Types[0], OpRow.Rows, operand => operand.Shape);

    /// <summary>Between other elementwise operations, which an engine may do in the same pass: whole vectors and their rest, broadcast numbers, and one number alone.</summary>
    [Test]
    public void Values_are_the_definitions_among_other_elementwise_operations(
        [ValueSource(nameof(ElementwiseRows))] OpRow row, [Values(0, 1, 2)] int layout)
    {
        int[][] shapes = [.. row.Operands.Select((_, i) => layout == 2 || (layout == 1 && i > 0) ? Array.Empty<int>() : [5, 7])];
        OpRow other = row.On(shapes);
        foreach (DType type in row.Types)
        {
            HostArray[] values = other.Sample(type);
            Tensor[] inputs = other.Inputs(type, operand => operand.Shape);
            Tensor result = Ops.Emit(row.Op, inputs);
            Tensor twice = -(-Ops.Cast(result, DType.Float32));
            HostArray[] results = Running.Run(inputs, [twice, result], values);
            Plain expected = row.Reference([.. values.Select(Plain.From)])[0];
            results[1].AssertIs(expected, row.Slack, $"{type}");
            Assert.That(Plain.From(results[0]).Data, Is.EqualTo(Plain.From(results[1].Cast(DType.Float32)).Data), $"{type}, negated twice");
        }
    }

    [TestCaseSource(nameof(RefusedTypes))]
    public void Refuses_other_dtypes_while_the_graph_is_made(OpRow row, DType type)
    {
        Tensor[] inputs = row.Inputs(type, operand => operand.OpenShape);
        Assert.That(() => Ops.EmitAll(row.Op, inputs), Throws.TypeOf<ShapeException>().With.Message.Contains(type.KerasName()));
    }

    [TestCaseSource(nameof(Rows))]
    public void With_an_open_batch_just_those_sizes_are_open_that_depend_on_it(OpRow row)
    {
        TensorType[] open = Infer(row, operand => operand.OpenShape);
        TensorType[][] closed = [.. new[] { 0, 1, 2, 3, 8 }.Select(rows => Infer(row, operand => operand.ShapeOf(rows)))];
        for (int result = 0; result < open.Length; result++)
        {
            Shape[] shapes = [.. closed.Select(types => types[result].Shape)];
            int[] expected = [.. Enumerable.Range(0, shapes[0].Rank).Select(axis => shapes.All(shape => shape[axis] == shapes[0][axis]) ? shapes[0][axis] : Shape.Unknown)];
            Assert.That(open[result].Shape, Is.EqualTo((Shape)expected), $"result {result}");
        }
    }

    private static void AssertValues(OpRow row, DType type, int rows, Func<Operand, Shape> shape)
    {
        HostArray[] values = row.Sample(type, rows);
        Tensor[] inputs = row.Inputs(type, shape);
        HostArray[] results = Running.Run(inputs, Ops.EmitAll(row.Op, inputs), values);
        Plain[] expected = row.Reference([.. values.Select(Plain.From)]);
        Assert.That(results.Select(result => result.Type), Is.EqualTo(expected.Select((_, i) => row.ResultType(i, type))));
        for (int i = 0; i < results.Length; i++)
        {
            results[i].AssertIs(expected[i], row.Slack, $"result {i}");
        }
    }

    private static void AssertEvery<TKind, TOp>(Func<TOp, TKind> kind)
        where TKind : struct, Enum
        where TOp : Op => Assert.That(Rows.Select(row => row.Op).OfType<TOp>().Select(kind).Distinct(), Is.EquivalentTo(Enum.GetValues<TKind>()));

    private static TensorType[] Infer(OpRow row, Func<Operand, Shape> shape) =>
        Infer(row.Op, [.. row.Operands.Select(operand => new TensorType(operand.TypeIn(row.Types[0]), shape(operand)))]);

    private static TensorType[] Infer(Op op, TensorType[] given)
    {
        var inferred = new TensorType[op.OutputCount];
        op.Apply(ShapeOps.Instance, given, inferred);
        return inferred;
    }
}
