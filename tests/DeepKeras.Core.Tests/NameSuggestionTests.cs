namespace DeepKeras.Tests;

public sealed class NameSuggestionTests
{
    private static readonly string[] Known = ["activation", "dense", "dropout", "breast-cancer", "iris"];

    [TestCase("dens", "dense")]
    [TestCase("Dense", "dense")]
    [TestCase("densee", "dense")]
    [TestCase("desne", "dense")]
    [TestCase("droput", "dropout")]
    [TestCase("breast_cancer", "breast-cancer")]
    [TestCase("breastcancr", "breast-cancer")]
    [TestCase("irsi", "iris")]
    public void A_slip_finds_the_name_it_was_meant_for(string given, string expected) =>
        Assert.That(NameSuggestion.Nearest(given, Known), Is.EqualTo(expected));

    [TestCase("convolution")]
    [TestCase("")]
    [TestCase("x")]
    public void A_name_far_from_all_has_no_nearest(string given) =>
        Assert.That(NameSuggestion.Nearest(given, Known), Is.Null);

    [Test]
    public void The_message_names_the_given_the_nearest_and_the_list() =>
        Assert.That(
            NameSuggestion.Unknown("layer", "dens", ["dense", "dropout"]),
            Is.EqualTo("unknown layer \"dens\"; did you mean \"dense\"? Known: dense, dropout."));

    [Test]
    public void Without_a_near_name_the_message_asks_no_question() =>
        Assert.That(
            NameSuggestion.Unknown("layer", "transformer", ["dense", "dropout"]),
            Is.EqualTo("unknown layer \"transformer\". Known: dense, dropout."));

    [Test]
    public void One_letter_does_not_stand_for_another() =>
        Assert.That(NameSuggestion.Nearest("x", ["y"]), Is.Null);
}
