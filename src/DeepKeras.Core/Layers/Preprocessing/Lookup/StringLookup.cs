using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Texts as their places in a vocabulary, or the way back. After <c>keras.layers.StringLookup</c>.</summary>
/// <param name="maxTokens">The most places, 2 or more; null: as many as there are terms.</param>
/// <param name="numOovIndices">How many places there are for what is out of the vocabulary; with 0 that is an error.</param>
/// <param name="maskToken">The text that means "nothing here"; null: none.</param>
/// <param name="oovToken">What stands for what is out of the vocabulary on the way back.</param>
/// <param name="vocabulary">The terms, each once; null: from data.</param>
/// <param name="idfWeights">How rare each term is, for output mode tf_idf; null: from data.</param>
/// <param name="invert">Whether places become texts.</param>
/// <param name="outputMode">What becomes of the places.</param>
/// <param name="padToMaxTokens">Whether vectors have <paramref name="maxTokens"/> elements even where there are fewer terms.</param>
/// <param name="encoding">The encoding of texts in files: utf-8.</param>
/// <param name="oovMethod">How numbers out of the vocabulary share their places; texts always do by their hash.</param>
/// <param name="salt">Two numbers that make the shared places others; null: none.</param>
/// <param name="vocabularySize">How many places there are, as files have it; null: as the vocabulary says.</param>
[ConfigFixed("sparse", false)]
public sealed partial class StringLookup(
    int? maxTokens = null,
    int numOovIndices = 1,
    string? maskToken = null,
    string? oovToken = "[UNK]",
    IReadOnlyList<string>? vocabulary = null,
    IReadOnlyList<double>? idfWeights = null,
    bool invert = false,
    CategoryOutput outputMode = CategoryOutput.Int,
    bool padToMaxTokens = false,
    string encoding = "utf-8",
    OovMethod oovMethod = OovMethod.FloorMod,
    IReadOnlyList<long>? salt = null,
    int? vocabularySize = null)
    : IndexLookup(new(true, maxTokens, numOovIndices, maskToken, oovToken, vocabulary, idfWeights, invert, outputMode, padToMaxTokens, oovMethod, HashRules.Salt(salt), vocabularySize))
{
    /// <summary>The encoding of texts in files.</summary>
    public string Encoding { get; } = encoding is "utf-8" or "UTF-8" ? encoding : throw new ArgumentException($"encoding: expected utf-8, got \"{encoding}\".");

    /// <summary>How many places there are, as files have it; null: no vocabulary yet.</summary>
    public int? VocabularySize => FrozenSize;

    /// <summary>The text at each place.</summary>
    /// <param name="includeSpecialTokens">Whether the mask, and what stands for what is out of the vocabulary, come first.</param>
    public IReadOnlyList<string> GetVocabulary(bool includeSpecialTokens = true) => [.. TermsByPlace(includeSpecialTokens).Cast<string>()];

    /// <summary>Uses a vocabulary from now on.</summary>
    /// <param name="terms">The terms, each once; they may begin with the mask and what stands for what is out of the vocabulary.</param>
    /// <param name="rarities">How rare each is, for output mode tf_idf.</param>
    /// <exception cref="ArgumentException">It is empty or too long, or a term is there twice.</exception>
    public void SetVocabulary(IReadOnlyList<string> terms, IReadOnlyList<double>? rarities = null) => Take(terms, rarities?.Select(weight => (float)weight).ToArray());
}
