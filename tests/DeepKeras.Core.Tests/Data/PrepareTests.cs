using DeepKeras.Data;

namespace DeepKeras.Tests;

/// <summary>The examples of Keras's own documents, and what is refused.</summary>
internal sealed class PrepareTests
{
    [Test]
    public void Class_numbers_become_one_hot_rows()
    {
        DataArray rows = Prepare.ToCategorical(new[] { 0, 1, 2, 3 }, 4);
        Assert.That((rows.Shape.ToString(), rows.ToFloats()), Is.EqualTo(("(4, 4)", new float[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 })));
    }

    [Test]
    public void A_last_axis_of_one_is_dropped_and_the_largest_label_counts()
    {
        DataArray rows = Prepare.ToCategorical(new[,] { { 1 }, { 0 } });
        Assert.That((rows.Shape.ToString(), rows.ToFloats()), Is.EqualTo(("(2, 2)", new float[] { 0, 1, 1, 0 })));
    }

    [TestCase(-1), TestCase(3)]
    public void A_label_that_is_no_class_is_refused_with_its_place(int label) =>
        Assert.That(() => Prepare.ToCategorical(new[] { 0, label }, 3), Throws.ArgumentException.With.Message.Contains($"label 1 is {label}").And.Message.Contains("0 to 2"));

    [TestCase(2, new[] { 0.6f, 0.8f, 0, 0 })]
    [TestCase(1, new[] { 3 / 7f, 4 / 7f, 0, 0 })]
    [TestCase(double.PositiveInfinity, new[] { 0.75f, 1, 0, 0 })]
    public void Rows_are_divided_by_their_length_and_zeros_stay(double order, float[] expected) =>
        Assert.That(Prepare.Normalize(new float[,] { { 3, 4 }, { 0, 0 } }, order: order).ToFloats(), Is.EqualTo(expected).Within(1e-6f));

    [Test]
    public void Columns_are_divided_along_the_first_axis() =>
        Assert.That(Prepare.Normalize(new float[,] { { 3, 0 }, { 4, 2 } }, axis: 0).ToFloats(), Is.EqualTo(new[] { 0.6f, 0, 0.8f, 1 }).Within(1e-6f));

    [Test]
    public void Sequences_are_padded_as_in_Kerass_examples()
    {
        int[][] sequence = [[1], [2, 3], [4, 5, 6]];
        Assert.Multiple(() =>
        {
            Assert.That(Prepare.PadSequences(sequence).ToFloats(), Is.EqualTo(new float[] { 0, 0, 1, 0, 2, 3, 4, 5, 6 }));
            Assert.That(Prepare.PadSequences(sequence, value: -1).ToFloats(), Is.EqualTo(new float[] { -1, -1, 1, -1, 2, 3, 4, 5, 6 }));
            Assert.That(Prepare.PadSequences(sequence, padding: Side.End).ToFloats(), Is.EqualTo(new float[] { 1, 0, 0, 2, 3, 0, 4, 5, 6 }));
            Assert.That(Prepare.PadSequences(sequence, 2).ToFloats(), Is.EqualTo(new float[] { 0, 1, 2, 3, 5, 6 }));
            Assert.That(Prepare.PadSequences(sequence, 2, truncating: Side.End).ToFloats(), Is.EqualTo(new float[] { 0, 1, 2, 3, 4, 5 }));
            Assert.That(Prepare.PadSequences(sequence).DType, Is.EqualTo(DType.Int32));
        });
    }

    [Test]
    public void Windows_begin_at_each_stride_and_their_target_is_at_their_begin()
    {
        // Keras's example: the past 10 steps predict the next one.
        float[] data = [.. Enumerable.Range(0, 30).Select(i => (float)i)];
        TrainingData windows = Prepare.TimeSeries(data[..^10], data[10..], length: 10);
        Assert.Multiple(() =>
        {
            Assert.That(windows.X[0].Shape.ToString(), Is.EqualTo("(11, 10)"));
            Assert.That(windows.X[0].Slice(0, 1).ToFloats(), Is.EqualTo(data[..10]));
            Assert.That(windows.Y[0].ToFloats(), Is.EqualTo(data[10..21]));
        });
    }

    [Test]
    public void Windows_may_leave_out_steps()
    {
        // Keras's example: indices 0 to 99, length 10, rate 2, stride 3: 0 2 4 … 18, 3 5 … 21, …
        float[] data = [.. Enumerable.Range(0, 100).Select(i => (float)i)];
        DataArray windows = Prepare.TimeSeries(data, null, length: 10, stride: 3, samplingRate: 2).X[0];
        Assert.Multiple(() =>
        {
            Assert.That(windows.Slice(0, 1).ToFloats(), Is.EqualTo(new float[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18 }));
            Assert.That(windows.Slice(1, 2).ToFloats(), Is.EqualTo(new float[] { 3, 5, 7, 9, 11, 13, 15, 17, 19, 21 }));
            Assert.That(windows.Slice(windows.Rows - 1, windows.Rows).ToFloats(), Is.EqualTo(new float[] { 81, 83, 85, 87, 89, 91, 93, 95, 97, 99 }));
        });
    }

    [Test]
    public void A_series_that_is_too_short_is_refused() =>
        Assert.That(() => Prepare.TimeSeries(new float[5], null, length: 4, samplingRate: 2), Throws.ArgumentException.With.Message.Contains("4 steps, 2 apart").And.Message.Contains("series of 5"));

    [Test]
    public void A_split_keeps_rows_together_whether_mixed_or_not([Values] bool shuffle)
    {
        float[] x = [.. Enumerable.Range(0, 10).Select(i => (float)i)];
        (TrainingData left, TrainingData right) = Prepare.Split(new TrainingData(x, x), 0.75, shuffle, seed: 1);
        float[] all = [.. left.X[0].ToFloats(), .. right.X[0].ToFloats()];
        Assert.Multiple(() =>
        {
            Assert.That((left.Rows, right.Rows), Is.EqualTo((8, 2)), "half a row goes to the even number, as in Python");
            Assert.That(left.Y[0].ToFloats(), Is.EqualTo(left.X[0].ToFloats()));
            Assert.That(all, shuffle ? Is.EquivalentTo(x).And.Not.EqualTo(x) : Is.EqualTo(x));
        });
    }

    [Test]
    public void Texts_come_by_class_folders_in_alphabetical_order()
    {
        string folder = Directory.CreateTempSubdirectory("deepkeras-texts-").FullName;
        try
        {
            foreach ((string name, string text) in new[] { ("b/1.txt", "third"), ("a/2.txt", "second"), ("a/1.txt", "first"), ("a/note.md", "no"), (".hidden/1.txt", "no") })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
                File.WriteAllText(Path.Combine(folder, name), text);
            }

            (TrainingData data, IReadOnlyList<string> names) = Prepare.TextFromFolder(folder);
            Assert.Multiple(() =>
            {
                Assert.That(names, Is.EqualTo(new[] { "a", "b" }));
                Assert.That(data.X[0].ToTexts(), Is.EqualTo(new[] { "first", "second", "third" }));
                Assert.That(data.Y[0].ToFloats(), Is.EqualTo(new float[] { 0, 0, 1 }));
                Assert.That(() => Prepare.TextFromFolder(folder, ["a", "c"]), Throws.ArgumentException.With.Message.Contains("unknown class folder \"c\""));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
