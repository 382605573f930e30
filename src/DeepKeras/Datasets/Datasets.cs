namespace DeepKeras.Data;

/// <summary>
/// The data sets that come with DeepKeras, and fashion-mnist, which is fetched. Each brings its <see cref="Dataset.Card"/>; the licence texts
/// are in <see cref="Notice"/>. Every call reads the set anew.
/// </summary>
public static class Datasets
{
    private const string Bsd = "BSD-3-Clause";
    private const string PublicDomain = "public domain";

    /// <summary>The sets, in the order in which they are listed.</summary>
    public static IReadOnlyList<DatasetDescriptor> All { get; } =
    [
        new("iris", "Iris plants: four measures of three species", LearningTask.Multiclass, 150, 4, Bsd, Iris),
        new("wine", "Wine: chemical analysis of three cultivars", LearningTask.Multiclass, 178, 13, Bsd, Wine),
        new("breast-cancer", "Breast cancer Wisconsin: benign or malignant", LearningTask.Binary, 569, 30, Bsd, BreastCancer),
        new("digits", "Handwritten digits, 8 x 8 pixels", LearningTask.Multiclass, 1797, 64, Bsd, Digits),
        new("diabetes", "Diabetes: progression after a year", LearningTask.Regression, 442, 10, Bsd, Diabetes),
        new("words", "Which of five languages is this word, folded to a-z?", LearningTask.Multiclass, 20000, 1, "by language, all free", () => Words()),
        new("words-accented", "Which of five languages is this word, accents kept?", LearningTask.Multiclass, 20000, 1, "by language, all free", () => Words(accented: true)),
        new("randhie", "Doctor visits in a year, grouped by person", LearningTask.Regression, 20190, 9, PublicDomain, Randhie),
        new("randhie-any-visit", "Any doctor visit in a year, grouped by person", LearningTask.Binary, 20190, 9, PublicDomain, RandhieAnyVisit),
        new("sunspots", "Yearly sunspot numbers from the 11 years before", LearningTask.Regression, 298, 11, PublicDomain, Sunspots),
        new("co2", "Weekly CO2 on Mauna Loa from the 52 weeks before", LearningTask.Regression, 2232, 52, PublicDomain, Co2),
        new("co2-change", "Weekly change of CO2 from the 52 weeks before", LearningTask.Regression, 2232, 51, PublicDomain, Co2Change),
        new("fashion-mnist", "Clothes, 28 x 28 pixels, the training part", LearningTask.Multiclass, 60000, 784, "MIT", () => FashionMnist()),
        new("fashion-mnist-test", "Clothes, 28 x 28 pixels, the test part", LearningTask.Multiclass, 10000, 784, "MIT", () => FashionMnistTest()),
    ];

    /// <summary>The licence texts that travel with the embedded sets.</summary>
    public static string Notice => EmbeddedData.Text("NOTICE.md");

    /// <summary>A set by its name.</summary>
    /// <param name="name">One of <see cref="All"/>; case does not count, and <c>_</c> will do for <c>-</c>.</param>
    /// <exception cref="DataException">There is none of that name; the message lists the names and the nearest.</exception>
    public static Dataset Load(string name) =>
        (Find(name) ?? throw new DataException(NameSuggestion.Unknown("data set", name, All.Select(set => set.Name)))).Load();

    /// <summary>What is known of a set, or null when there is none of that name.</summary>
    /// <param name="name">One of <see cref="All"/>; case does not count, and <c>_</c> will do for <c>-</c>.</param>
    public static DatasetDescriptor? Find(string name)
    {
        string plain = name.Replace('_', '-');
        return All.FirstOrDefault(set => set.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Iris plants: 150 rows, 4 measures in centimetres, 3 species (Fisher 1936). Rows are sorted by class.</summary>
    public static Dataset Iris() => EmbeddedData.Read("iris.csv", new CsvOptions { Target = "species" });

    /// <summary>Wine: 178 rows, 13 measures, 3 cultivars. Rows are sorted by class.</summary>
    public static Dataset Wine() => EmbeddedData.Read("wine.csv", new CsvOptions { Target = "cultivar" });

    /// <summary>Breast cancer Wisconsin (diagnostic): 569 rows, 30 measures, benign (0) or malignant (1).</summary>
    public static Dataset BreastCancer() => EmbeddedData.Read("breast_cancer.csv.gz", new CsvOptions { Target = "diagnosis", Name = "breast-cancer" });

    /// <summary>Handwritten digits: 1,797 images of 8 x 8 x 1 pixels, 0 to 16, 10 classes.</summary>
    public static Dataset Digits() =>
        EmbeddedData.Read("digits.csv.gz", new CsvOptions { Target = "digit", CategoryColumns = ["digit"] }).With(imageShape: [8, 8, 1]);

    /// <summary>Diabetes: 442 patients, 10 measures in raw units, the progression after a year to predict.</summary>
    public static Dataset Diabetes() => EmbeddedData.Read("diabetes.csv", new CsvOptions { Target = "progression", Task = LearningTask.Regression });

    /// <summary>20,000 words of 5 languages (en, es, nl, pl, pt); one text column.</summary>
    /// <param name="accented">Whether the words keep their accents; else they are folded to a-z, which is harder.</param>
    public static Dataset Words(bool accented = false)
    {
        string column = accented ? "word" : "ascii";
        return EmbeddedData.Read("words.csv.gz", new CsvOptions
        {
            Name = accented ? "words-accented" : "words",
            Target = "language",
            TextColumns = [column],
            IgnoredColumns = [accented ? "ascii" : "word"],
            MissingValues = [],
        });
    }

    /// <summary>RAND health insurance experiment: 20,190 person-years, 9 features, the number of doctor visits to predict; groups are persons.</summary>
    public static Dataset Randhie() =>
        EmbeddedData.Read("randhie.csv.gz", new CsvOptions { Target = "mdvis", GroupColumn = "person", Task = LearningTask.Regression });

    /// <summary><see cref="Randhie"/> with the question whether there was any visit: <c>no</c> or <c>yes</c> (68.8 %).</summary>
    public static Dataset RandhieAnyVisit()
    {
        Dataset visits = Randhie();
        var labels = new int[visits.Rows];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = visits.Targets[row] > 0 ? 1 : 0;
        }

        return Dataset.Classification("randhie-any-visit", visits.Features, "any_visit", labels, ["no", "yes"])
            .With(groups: visits.Groups, card: visits.Card);
    }

    /// <summary>Yearly sunspot numbers, 1711 to 2008: the features are the 11 values before, <c>lag_11</c> (the oldest) to <c>lag_1</c>; in time order.</summary>
    public static Dataset Sunspots() => EmbeddedSeries.Levels("sunspots", "activity", 11);

    /// <summary>
    /// Weekly CO2 on Mauna Loa in ppmv, 2,232 weeks: the features are the 52 values before, <c>lag_52</c> (the oldest) to <c>lag_1</c>; in time
    /// order. A missing week has the value of the week before it.
    /// </summary>
    public static Dataset Co2() => EmbeddedSeries.Levels("co2", "co2", 52);

    /// <summary>
    /// <see cref="Co2"/> without its trend: the target is the change from the last value, and the features are the differences of the 51 values
    /// before to the last one, <c>lag_52</c> (the oldest) to <c>lag_2</c>. R² is not comparable with that of the levels.
    /// </summary>
    public static Dataset Co2Change() => EmbeddedSeries.Changes("co2-change", "co2", "co2", 52);

    /// <summary>
    /// Fashion-MNIST's training part: 60,000 images of 28 x 28 x 1 pixels, 0 to 255, 10 classes, named so that a label is the number the set
    /// gives it. From the system's package <c>dataset-fashion-mnist</c> where it is installed, else from a cache in the user's folder, else
    /// downloaded into it (30 MB) and checked.
    /// </summary>
    /// <param name="cancellation">Stops a download; nothing is left behind.</param>
    /// <exception cref="DataException">It is not on this machine and cannot be downloaded, or a file is not what it should be.</exception>
    public static Dataset FashionMnist(CancellationToken cancellation = default) => new FashionMnistFiles().Load("fashion-mnist", "train", 60000, cancellation);

    /// <summary>Fashion-MNIST's test part: 10,000 images; see <see cref="FashionMnist"/>.</summary>
    /// <param name="cancellation">Stops a download; nothing is left behind.</param>
    /// <exception cref="DataException">It is not on this machine and cannot be downloaded, or a file is not what it should be.</exception>
    public static Dataset FashionMnistTest(CancellationToken cancellation = default) => new FashionMnistFiles().Load("fashion-mnist-test", "t10k", 10000, cancellation);
}
