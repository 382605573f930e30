namespace DeepKeras.Tests;

/// <summary>The layers and operations that the other tests leave out, exported; then docs/engines.md against what was found.</summary>
[Order(3)]
internal sealed class MatrixTests
{
    public static readonly ExportMatrix Found = new(Matrix.Columns[4]);

    private static IEnumerable<TestCaseData> Samples => LayerSample.All.Select(sample => new TestCaseData(sample).SetName($"ONNX Runtime gives the definition of {sample.Name}"));

    [TestCaseSource(nameof(Samples))]
    [Order(1)]
    public void Sample(LayerSample sample)
    {
        (Tensor input, Tensor output) = sample.Trace();
        sample.Compare(Ort.Run(Ort.Export([input], [output]), [sample.Input])[0]);
        Found.Add(sample.Name, "passed", null);
    }

    [Test]
    [Order(1)]
    public void How_numbers_are_stored_comes_through_or_is_refused([ValueSource(typeof(StorageOperation), nameof(StorageOperation.All))] StorageOperation operation)
    {
        (Tensor input, Tensor output) = operation.Trace();
        string outcome = "failed";
        try
        {
            operation.Compare(Ort.Run(Ort.Export([input], [output]), [operation.Input])[0]);
            outcome = "passed";
        }
        catch (NotSupportedException e)
        {
            outcome = $"refused\t{e.Message}";
        }
        finally
        {
            Found.Add(operation.Names, outcome);
        }
    }

    [Test]
    [Order(2)]
    public void The_table_of_layers_says_no_more_than_was_found() => Found.CheckLayers(LayerCases.All().Count());

    [Test]
    [Order(2)]
    public void The_table_of_operations_says_no_more_than_was_found() => Found.CheckOperations(LayerCases.All().Count() * 9 / 10);
}
