namespace DeepKeras.Cli;

internal sealed class WrongCallTests
{
    [TestCase("comprae iris", "unknown command \"comprae\"; did you mean \"compare\"?")]
    [TestCase("compare iris --fold 3", "unknown option \"--fold\"; did you mean \"--folds\"?")]
    [TestCase("compare iriss", "did you mean \"iris\"?")]
    [TestCase("compare nofile.csv --target a", "nofile.csv: no such file.")]
    [TestCase("compare", "<data> is missing")]
    [TestCase("compare iris --folds one", "--folds: expected one whole number, got \"one\"")]
    [TestCase("compare iris --folds", "--folds: expected one whole number, got nothing")]
    [TestCase("compare iris --folds 1", "--folds: expected 2 or more, got 1")]
    [TestCase("compare iris --repeats 0", "--repeats: expected 1 or more, got 0")]
    [TestCase("compare iris --rope wide", "--rope: expected one number, got \"wide\"")]
    [TestCase("compare iris --rope -1", "expected a finite difference of at least 0")]
    [TestCase("compare iris --models random-forrest", "did you mean \"random-forest\"?")]
    [TestCase("compare iris --models mlp", "--models: a comparison needs a shallow and a deep learner; add shallow")]
    [TestCase("compare iris --models shallow", "add deep, or --model with a recipe")]
    [TestCase("compare iris --models linear,mlp", "linear regression cannot learn \"species\"")]
    [TestCase("compare iris --model mpl", "unknown recipe \"mpl\"; did you mean \"mlp\"?")]
    [TestCase("compare iris --model mlp:64,x", "expected sizes of 1 or more, such as mlp:64,32; got \"x\"")]
    [TestCase("compare iris --model nofile.json", "nofile.json: no such file")]
    [TestCase("compare iris --metric acuracy", "did you mean \"accuracy\"?")]
    [TestCase("compare iris --metric rmse", "rmse does not score a multiclass task")]
    [TestCase("compare iris --target species", "--target is for CSV files")]
    [TestCase("compare iris --html nofolder/report.html", "--html: there is no folder")]
    [TestCase("compare iris --engine tensorflwo", "--engine: unknown engine \"tensorflwo\"; did you mean \"tensorflow\"?")]
    [TestCase("train iris", "--out is missing")]
    [TestCase("train iris --out model.h5", "--out: expected a name that ends in .keras")]
    [TestCase("train iris --out m.keras --validation-split 1", "--validation-split: expected a share from 0 to below 1")]
    [TestCase("train iris --out m.keras --learning-rate 0", "--learning-rate: expected a number above 0")]
    [TestCase("train iris --out m.keras --model cnn", "cnn takes images")]
    [TestCase("predict nofile.keras iris", "nofile.keras: no such file")]
    [TestCase("summary mlp", "follow from the data")]
    [TestCase("datasets iriss", "did you mean \"iris\"?")]
    public void A_wrong_call_is_exit_code_2_with_a_sentence_on_the_error_stream(string line, string expected)
    {
        CliRun run = CliRun.Of(line.Split(' '));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(2), run.ToString());
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.StartWith("deepkeras: ").And.Contain(expected).And.Contain("See: deepkeras"));
            Assert.That(run.Error, Does.Not.Contain("   at "));
        }
    }

    [Test]
    public void Debug_shows_where_an_error_came_from() =>
        Assert.That(CliRun.Of("compare", "iriss", "--debug").Error, Does.Contain("   at DeepKeras.Cli"));
}
