using DeepKeras.Operations;
using DeepKeras.Saving;
using DeepKeras.Torch.Tests.Operations;

namespace DeepKeras.Tests.SavedModels;

/// <summary>Every row of the table of operations from a SavedModel with an open batch, against its definition, in either reader.</summary>
[Order(2)]
internal sealed class OperationTests
{
    [Test]
    public void A_row_gives_its_definition_from_a_SavedModel_here([ValueSource(typeof(OpTable), nameof(OpTable.Rows))] OpRow row) => Run(MatrixTests.Here, row, (graph, fed) => graph.Here(fed));

    [Test]
    public void A_row_gives_its_definition_from_a_SavedModel_in_libtensorflow([ValueSource(typeof(OpTable), nameof(OpTable.Rows))] OpRow row)
    {
        Assume.That(LibtensorflowModel.IsThere, "libtensorflow is not there");
        Run(MatrixTests.There, row, (graph, fed) => graph.There(fed));
    }

    [Test]
    public void How_numbers_are_stored_comes_through_a_SavedModel([ValueSource(typeof(StorageOperation), nameof(StorageOperation.All))] StorageOperation operation)
    {
        (Tensor input, Tensor output) = operation.Trace();
        var exported = new ExportedGraph(new Graph([input], [output], []));
        Record(MatrixTests.Here, operation.Names, () => operation.Compare(exported.Here([operation.Input])[0]));
        if (LibtensorflowModel.IsThere)
        {
            Record(MatrixTests.There, operation.Names, () => operation.Compare(exported.There([operation.Input])[0]));
        }
    }

    private static void Run(ExportMatrix matrix, OpRow row, Func<ExportedGraph, HostArray[], HostArray[]> run)
    {
        Assume.That(row.Op, Is.Not.EqualTo(new Cholesky(Required: false)), "TensorFlow's Cholesky is an error for a matrix without a factor; only the engine asks before");
        DType type = row.Types[0];
        HostArray[] values = row.Sample(type);
        Tensor[] inputs = [.. row.Operands.Select((operand, i) => new InputNode($"input_{i}", new(operand.TypeIn(type), operand.OpenShape)).Output)];
        Record(matrix, [row.Op.GetType().Name], () =>
        {
            HostArray[] results = run(new ExportedGraph(new Graph(inputs, Ops.EmitAll(row.Op, inputs), [])), values);
            Plain[] expected = row.Reference([.. values.Select(Plain.From)]);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.That(results[i].Type, Is.EqualTo(row.ResultType(i, type)), $"result {i}");
                results[i].AssertIs(expected[i], Math.Max(32, row.Slack), $"result {i}");
            }
        });
    }

    /// <summary>A refusal names an operation (the reader: the node); everything else that is no pass is a failure.</summary>
    private static void Record(ExportMatrix matrix, string[] names, Action run)
    {
        string outcome = "failed";
        try
        {
            run();
            outcome = "passed";
        }
        catch (NotSupportedException e)
        {
            outcome = $"refused\t{e.Message}";
        }
        catch (ModelFileException e) when (e.Message.IndexOf(": node ", StringComparison.Ordinal) is > 0 and var node)
        {
            outcome = $"refused\t{e.Message[(node + 2)..].ReplaceLineEndings("; ")}";
        }
        finally
        {
            matrix.Add(names, outcome);
        }
    }
}
