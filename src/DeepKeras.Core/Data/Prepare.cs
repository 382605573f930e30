namespace DeepKeras.Data;

/// <summary>Arrays made ready for models: what <c>keras.utils</c> has for it.</summary>
public static class Prepare
{
    /// <summary>Class numbers as one-hot rows, float32: (…) becomes (…, classes), and so does (…, 1). <c>keras.utils.to_categorical</c>.</summary>
    /// <param name="labels">Whole numbers from 0; others are cut off towards zero.</param>
    /// <param name="classes">The number of classes, above every label; null: the largest label and one.</param>
    /// <exception cref="ArgumentException">A label is below 0 or not below <paramref name="classes"/>; the message names its place.</exception>
    public static DataArray ToCategorical(DataArray labels, int? classes = null)
    {
        HostArray array = labels.Array;
        Shape shape = array.Shape.Rank > 1 && array.Shape[^1] == 1 ? array.Shape.WithoutLast() : array.Shape;
        long[] numbers = [.. Enumerable.Range(0, checked((int)array.Elements)).Select(i => (long)array[i])];
        int count = classes ?? (numbers.Length == 0 ? 0 : checked((int)numbers.Max() + 1));
        var rows = new HostArray(DType.Float32, [.. shape, count]);
        rows.Bytes.Clear();
        for (int i = 0; i < numbers.Length; i++)
        {
            rows[((long)i * count) + (numbers[i] >= 0 && numbers[i] < count ? numbers[i]
                : throw new ArgumentException($"label {i} is {numbers[i]}; whole numbers from 0 to {count - 1} are expected.", nameof(labels)))] = 1;
        }

        return new DataArray(rows);
    }

    /// <summary>Numbers divided by their length along an axis, float32 (float64 stays); zeros stay. <c>keras.utils.normalize</c>.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axis">The axis, from the end if negative.</param>
    /// <param name="order">The norm's order: 2 is the Euclidean length, 1 the sum of sizes, infinity the largest size; above 0.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is not above 0.</exception>
    public static DataArray Normalize(DataArray x, int axis = -1, double order = 2)
    {
        if (!(order > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, "an order above 0 is expected.");
        }

        HostArray array = x.Array;
        axis = array.Shape.Axis(axis);
        HostArray result = (array.Type == DType.Float64 ? array : array.Cast(DType.Float32)).Clone();
        int size = array.Shape[axis];
        long inner = 1;
        foreach (int following in array.Shape[(axis + 1)..])
        {
            inner *= following;
        }

        for (long start = 0; start < array.Elements; start += size * inner)
        {
            for (long k = start; k < start + inner; k++)
            {
                double[] line = [.. Enumerable.Range(0, size).Select(i => Math.Abs(array[k + (i * inner)]))];
                double norm = double.IsPositiveInfinity(order) ? line.Max() : Math.Pow(line.Sum(value => Math.Pow(value, order)), 1 / order);
                for (int i = 0; i < size && norm != 0; i++)
                {
                    result[k + (i * inner)] = array[k + (i * inner)] / norm;
                }
            }
        }

        return new DataArray(result);
    }

    /// <summary>Sequences of different lengths as rows of one length. <c>keras.utils.pad_sequences</c>.</summary>
    /// <param name="sequences">The sequences; int32 numbers.</param>
    /// <param name="length">The rows' length, 1 or more; null: that of the longest.</param>
    /// <param name="padding">Where short ones are filled up.</param>
    /// <param name="truncating">Where long ones are cut.</param>
    /// <param name="value">What short ones are filled with.</param>
    public static DataArray PadSequences(IReadOnlyList<IReadOnlyList<int>> sequences, int? length = null, Side padding = Side.Start, Side truncating = Side.Start, int value = 0) =>
        Padded(sequences, length, padding, truncating, value);

    /// <summary>Sequences of different lengths as rows of one length. <c>keras.utils.pad_sequences</c> with <c>dtype="float32"</c>.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="length">The rows' length, 1 or more; null: that of the longest.</param>
    /// <param name="padding">Where short ones are filled up.</param>
    /// <param name="truncating">Where long ones are cut.</param>
    /// <param name="value">What short ones are filled with.</param>
    public static DataArray PadSequences(IReadOnlyList<IReadOnlyList<float>> sequences, int? length = null, Side padding = Side.Start, Side truncating = Side.Start, float value = 0) =>
        Padded(sequences, length, padding, truncating, value);

    /// <summary>Data in two parts. <c>keras.utils.split_dataset</c>.</summary>
    /// <param name="data">The data.</param>
    /// <param name="leftShare">The share of the rows in the first part, above 0 and below 1, rounded to whole rows.</param>
    /// <param name="shuffle">Whether the rows are mixed before.</param>
    /// <param name="seed">The order follows from it; null: from <see cref="RandomSeed.Global"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">One part would be empty.</exception>
    public static (TrainingData Left, TrainingData Right) Split(TrainingData data, double leftShare, bool shuffle = false, long? seed = null)
    {
        if (leftShare is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(leftShare), leftShare, "a share above 0 and below 1 is expected.");
        }

        int left = (int)Math.Round(leftShare * data.Rows, MidpointRounding.ToEven);
        if (left == 0 || left == data.Rows)
        {
            throw new ArgumentException($"a share of {leftShare} of {data.Rows} rows leaves one part empty.", nameof(leftShare));
        }

        int[] order = [.. Enumerable.Range(0, data.Rows)];
        if (shuffle)
        {
            ulong key = RandomSeed.Combine((ulong)(seed ?? RandomSeed.Global), "split");
            order = [.. order.OrderBy(row => RandomSeed.Combine(key, (ulong)row))];
        }

        return (data.Take(order[..left]), data.Take(order[left..]));
    }

    /// <summary>
    /// Windows over a series: row i holds the steps from i · stride on, every <paramref name="samplingRate"/>-th of them, and its target is
    /// the one at its first step. <c>keras.utils.timeseries_dataset_from_array</c>.
    /// </summary>
    /// <param name="series">The steps, one after another on the first axis.</param>
    /// <param name="targets">A target for each step that a window may begin at, such as the series from the window's length on; null: none.</param>
    /// <param name="length">Steps in a window, 1 or more.</param>
    /// <param name="stride">Steps from one window's begin to the next's, 1 or more.</param>
    /// <param name="samplingRate">Steps from one of a window's to its next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="ArgumentException">The series is shorter than a window.</exception>
    public static TrainingData TimeSeries(DataArray series, DataArray? targets, int length, int stride = 1, int samplingRate = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samplingRate, 1);
        int begins = Math.Min(series.Rows - ((length - 1) * samplingRate), targets?.Rows ?? int.MaxValue);
        if (begins < 1)
        {
            throw new ArgumentException($"a window of {length} steps, {samplingRate} apart, does not fit into a series of {series.Rows}{(targets is null ? "" : $" with {targets.Rows} targets")}.", nameof(series));
        }

        int[] starts = [.. Enumerable.Range(0, ((begins - 1) / stride) + 1).Select(i => i * stride)];
        DataArray windows = series.Take([.. starts.SelectMany(start => Enumerable.Range(0, length).Select(k => start + (k * samplingRate)))]).Reshape([starts.Length, length, .. series.Shape[1..]]);
        return targets is null ? TrainingData.Unlabelled(windows) : new TrainingData(windows, targets.Take(starts));
    }

    /// <summary>Text files in a folder for each class: their texts and the classes' numbers, in alphabetical order. <c>keras.utils.text_dataset_from_directory</c>.</summary>
    /// <param name="folder">The folder with one for each class; hidden ones do not count.</param>
    /// <param name="classNames">The classes in the order of their numbers; null: all, alphabetically.</param>
    /// <returns>The data, not shuffled, and the classes' names.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">A class has no folder, or there is no text.</exception>
    public static (TrainingData Data, IReadOnlyList<string> ClassNames) TextFromFolder(string folder, IReadOnlyList<string>? classNames = null)
    {
        string[] found = [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];
        string[] classes = [.. classNames ?? found];
        if (classes.FirstOrDefault(name => !found.Contains(name)) is { } missing)
        {
            throw new ArgumentException($"{folder}: {NameSuggestion.Unknown("class folder", missing, found)}", nameof(classNames));
        }

        var texts = new List<string>();
        var labels = new List<int>();
        for (int label = 0; label < classes.Length; label++)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(folder, classes[label]), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                texts.Add(File.ReadAllText(file));
                labels.Add(label);
            }
        }

        return texts.Count == 0 ? throw new ArgumentException($"{folder}: there is no .txt file in a class's folder.", nameof(folder))
            : (new TrainingData(new DataArray([.. texts], [texts.Count]), labels.ToArray()), classes);
    }

    private static DataArray Padded<T>(IReadOnlyList<IReadOnlyList<T>> sequences, int? length, Side padding, Side truncating, T value)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length ?? 1, 1, nameof(length));
        int size = length ?? sequences.Select(sequence => sequence.Count).DefaultIfEmpty().Max();
        T[] rows = new T[sequences.Count * size];
        Array.Fill(rows, value);
        for (int row = 0; row < sequences.Count; row++)
        {
            IReadOnlyList<T> sequence = sequences[row];
            int kept = Math.Min(size, sequence.Count);
            int from = truncating == Side.Start ? sequence.Count - kept : 0;
            int to = (row * size) + (padding == Side.Start ? size - kept : 0);
            for (int i = 0; i < kept; i++)
            {
                rows[to + i] = sequence[from + i];
            }
        }

        return new DataArray(HostArray.Of<T>(rows, [sequences.Count, size]));
    }
}
