using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Whole numbers as their places in a vocabulary, or the way back. After <c>keras.layers.IntegerLookup</c>.</summary>
/// <param name="maxTokens">The most places, 2 or more; null: as many as there are terms.</param>
/// <param name="numOovIndices">How many places there are for what is out of the vocabulary; with 0 that is an error.</param>
/// <param name="maskToken">The number that means "nothing here"; null: none.</param>
/// <param name="oovToken">What stands for what is out of the vocabulary on the way back.</param>
/// <param name="vocabulary">The numbers, each once; null: from data.</param>
/// <param name="idfWeights">How rare each number is, for output mode tf_idf; null: from data.</param>
/// <param name="invert">Whether places become numbers.</param>
/// <param name="outputMode">What becomes of the places.</param>
/// <param name="padToMaxTokens">Whether vectors have <paramref name="maxTokens"/> elements even where there are fewer terms.</param>
/// <param name="oovMethod">How numbers out of the vocabulary share their places.</param>
/// <param name="salt">Two numbers that make the shared places others, with <see cref="OovMethod.FarmHash"/>; null: none.</param>
/// <param name="vocabularySize">How many places there are, as files have it; null: as the vocabulary says.</param>
[ConfigFixed("sparse", false)]
[ConfigFixed("vocabulary_dtype", "int64")]
public sealed partial class IntegerLookup(
    int? maxTokens = null,
    int numOovIndices = 1,
    long? maskToken = null,
    long oovToken = -1,
    IReadOnlyList<long>? vocabulary = null,
    IReadOnlyList<double>? idfWeights = null,
    bool invert = false,
    CategoryOutput outputMode = CategoryOutput.Int,
    bool padToMaxTokens = false,
    OovMethod oovMethod = OovMethod.FloorMod,
    IReadOnlyList<long>? salt = null,
    int? vocabularySize = null)
    : IndexLookup(new(false, maxTokens, numOovIndices, maskToken, oovToken, vocabulary?.Cast<object>().ToArray(), idfWeights, invert, outputMode, padToMaxTokens, oovMethod, HashRules.Salt(salt), vocabularySize))
{
    /// <summary>How many places there are, as files have it; null: no vocabulary yet.</summary>
    public int? VocabularySize => FrozenSize;

    /// <summary>The number at each place.</summary>
    /// <param name="includeSpecialTokens">Whether the mask, and what stands for what is out of the vocabulary, come first.</param>
    public IReadOnlyList<long> GetVocabulary(bool includeSpecialTokens = true) => [.. TermsByPlace(includeSpecialTokens).Cast<long>()];

    /// <summary>Uses a vocabulary from now on.</summary>
    /// <param name="terms">The numbers, each once; they may begin with the mask and what stands for what is out of the vocabulary.</param>
    /// <param name="rarities">How rare each is, for output mode tf_idf.</param>
    /// <exception cref="ArgumentException">It is empty or too long, or a number is there twice.</exception>
    public void SetVocabulary(IReadOnlyList<long> terms, IReadOnlyList<double>? rarities = null) => Take([.. terms.Cast<object>()], rarities?.Select(weight => (float)weight).ToArray());
}
