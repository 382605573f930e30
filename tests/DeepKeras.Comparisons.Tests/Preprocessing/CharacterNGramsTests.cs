using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Tests.Preprocessing;

[TestFixture]
public sealed class CharacterNGramsTests
{
    [Test]
    public void The_n_grams_of_a_word_are_those_within_its_bounds() =>
        Assert.That(CharacterNGrams.Fit(["Ab"], new CharacterNGramOptions { Longest = 3 }).Names, Is.EqualTo((string[])[" ", " a", " ab", "a", "ab", "ab ", "b", "b "]));

    [Test]
    public void A_word_shorter_than_n_counts_once_as_a_whole() =>
        Assert.That(CharacterNGrams.Fit(["a"], new CharacterNGramOptions { Shortest = 5, Longest = 6 }).Names, Is.EqualTo((string[])[" a "]));

    [Test]
    public void N_grams_do_not_reach_across_words() =>
        Assert.That(CharacterNGrams.Fit(["ab cd"]).Names, Has.None.Contains("b c"));

    [Test]
    public void Weights_are_log_counts_times_smoothed_idf_with_rows_of_length_one()
    {
        SparseRows rows = CharacterNGrams.Fit(["ab", "b"], new CharacterNGramOptions { Longest = 1 }).Transform(["ab"]);
        double space = 1 + Math.Log(2), a = Math.Log(1.5) + 1, b = 1, length = Math.Sqrt((space * space) + (a * a) + (b * b));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Indices(0).ToArray(), Is.EqualTo((int[])[0, 1, 2]));
            Assert.That(rows.Values(0).ToArray(), Is.EqualTo((float[])[(float)(space / length), (float)(a / length), (float)(b / length)]).Within(1e-6));
        }
    }

    [Test]
    public void The_vocabulary_knows_nothing_of_other_texts() =>
        Assert.That(CharacterNGrams.Fit(["ab"]).Transform(["xyz"]).Indices(0).Length, Is.EqualTo(1), "only the word-boundary space is known");

    [Test]
    public void A_limit_keeps_the_commonest() =>
        Assert.That(CharacterNGrams.Fit(["aab", "aac"], new CharacterNGramOptions { Longest = 1, MaximumFeatures = 2 }).Names, Is.EqualTo((string[])[" ", "a"]));

    [Test]
    public void A_missing_text_is_an_empty_row() =>
        Assert.That(CharacterNGrams.Fit(["ab"]).Transform([null]).Values(0).Length, Is.Zero);

    [Test]
    public void Ids_put_symbols_around_words_and_pad()
    {
        var ids = CharacterIds.Fit(["ab", "b"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids.VocabularySize, Is.EqualTo(6));
            Assert.That(ids.Transform(["ab", "b"]), Is.EqualTo((int[])[2, 4, 5, 3, 2, 5, 3, 0]));
        }
    }

    [Test]
    public void Ids_of_characters_that_training_lacks_are_unknown_and_long_texts_are_cut() =>
        Assert.That(CharacterIds.Fit(["ab"]).Transform(["xaab"]), Is.EqualTo((int[])[CharacterIds.WordStart, CharacterIds.Unknown, 4, 4]));
}
