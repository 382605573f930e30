using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Tests.Models;

/// <summary>A model of the folder <c>models</c>, and the rows that its recipe held out.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Load">The whole data set, or the official test part.</param>
/// <param name="Input">Rows as the model takes them.</param>
/// <param name="IsTestPart">Whether all rows of the data set were held out.</param>
internal sealed record ShownModel(string Name, Func<Dataset> Load, Func<Dataset, DataArray> Input, bool IsTestPart = false)
{
    public static IReadOnlyList<ShownModel> All { get; } =
    [
        new("breast-cancer-mlp", Datasets.BreastCancer, Table),
        new("co2-lstm", Datasets.Co2, data => Table(data).Reshape([data.Rows, 52, 1])),
        new("diabetes-mlp", Datasets.Diabetes, Table),
        new("digits-mlp", Datasets.Digits, Table),
        new("fashion-cnn", Fashion, data => Table(data).Reshape([data.Rows, 28, 28, 1]), IsTestPart: true),
        new("words-conv1d", () => Datasets.Words(), Letters),
    ];

    /// <summary>The folder of all models.</summary>
    public static string Root { get; } = Find();

    public string Folder => Path.Combine(Root, Name);

    public string Keras => Path.Combine(Folder, $"{Name}.keras");

    public string Saved => Path.Combine(Folder, "saved_model");

    public string Onnx => Path.Combine(Folder, $"{Name}.onnx");

    public string Card => File.ReadAllText(Path.Combine(Folder, "README.md"));

    /// <summary>The rows that the model has not seen.</summary>
    public Dataset HeldOut()
    {
        Dataset data = Load();
        return IsTestPart ? data : data.Subset(Holdout.Split(data, share: 0.2).Test);
    }

    public override string ToString() => Name;

    private static DataArray Table(Dataset data) => data.ToMatrix();

    private static DataArray Letters(Dataset data)
    {
        var letters = new int[data.Rows, 18];
        for (int row = 0; row < data.Rows; row++)
        {
            string word = data.Features[0].Strings[row]!;
            for (int i = 0; i < word.Length; i++)
            {
                letters[row, i + 1] = word[i] - 'a' + 1;
            }
        }

        return letters;
    }

    private static Dataset Fashion()
    {
        if (!Directory.Exists("/usr/share/datasets/fashion-mnist"))
        {
            Assert.Ignore("Fashion-MNIST is not on this machine (package dataset-fashion-mnist), and tests download nothing.");
        }

        return Datasets.FashionMnistTest();
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DeepKeras.sln")))
            {
                return Path.Combine(folder.FullName, "models");
            }
        }

        throw new DirectoryNotFoundException("DeepKeras.sln stands in no folder above the tests.");
    }
}
