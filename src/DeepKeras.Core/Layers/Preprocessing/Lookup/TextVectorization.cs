using DeepKeras.Data;
using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Texts, (batch) or (batch, 1), as the places of their words in a vocabulary, (batch, words), or as vectors. In output mode int place 0 fills
/// short rows up and place 1 stands for unknown words. After <c>keras.layers.TextVectorization</c>.
/// </summary>
/// <param name="maxTokens">The most places; null: as many as there are words.</param>
/// <param name="standardize">What is done to a text first; null: nothing.</param>
/// <param name="split">Where it is split; null: nowhere.</param>
/// <param name="ngrams">n: runs of 1 to n words are terms too; a list: runs of these lengths are the terms; null: words.</param>
/// <param name="outputMode">What becomes of the places.</param>
/// <param name="outputSequenceLength">To how many words texts are cut or filled up, in output mode int; null: to the longest of the batch.</param>
/// <param name="padToMaxTokens">Whether vectors have <paramref name="maxTokens"/> elements even where there are fewer terms.</param>
/// <param name="vocabulary">The terms, each once; null: from data.</param>
/// <param name="idfWeights">How rare each term is, for output mode tf_idf; null: from data.</param>
/// <param name="encoding">The encoding of texts in files: utf-8.</param>
/// <param name="vocabularySize">How many places there are, as files have it; null: as the vocabulary says.</param>
[ConfigFixed("sparse", false)]
[ConfigFixed("ragged", false)]
public sealed partial class TextVectorization(
    int? maxTokens = null,
    TextStandardization? standardize = TextStandardization.LowerAndStripPunctuation,
    TextSplit? split = TextSplit.Whitespace,
    OneOrMore<int>? ngrams = null,
    CategoryOutput outputMode = CategoryOutput.Int,
    int? outputSequenceLength = null,
    bool padToMaxTokens = false,
    IReadOnlyList<string>? vocabulary = null,
    IReadOnlyList<double>? idfWeights = null,
    string encoding = "utf-8",
    int? vocabularySize = null) : Layer, IAdaptable, IHasAssets
{
    private readonly StringLookup lookup = new(maxTokens, maskToken: "", vocabulary: vocabulary, idfWeights: idfWeights, outputMode: outputMode,
        padToMaxTokens: padToMaxTokens, encoding: encoding, vocabularySize: vocabularySize);

    /// <summary>To how many words texts are cut or filled up.</summary>
    public int? OutputSequenceLength { get; } = outputSequenceLength is null || outputMode == CategoryOutput.Int ? Hyperparameter.AtLeast(0, outputSequenceLength)
        : throw new ArgumentException($"output_sequence_length is for output_mode int, not {outputMode}.");

    /// <summary>How many places there are.</summary>
    public int? VocabularySize => lookup.Count;

    IReadOnlyDictionary<string, string> IHasAssets.Assets => ((IHasAssets)lookup).Assets;

    IReadOnlyDictionary<string, HostArray> IHasAssets.Arrays => ((IHasAssets)lookup).Arrays;

    /// <summary>Finds the vocabulary in texts.</summary>
    /// <param name="data">A text a row.</param>
    /// <exception cref="InvalidOperationException">The layer was given its vocabulary.</exception>
    public void Adapt(DataArray data) => ((IAdaptable)this).Adapt([data.Array]);

    /// <summary>The term at each place.</summary>
    /// <param name="includeSpecialTokens">Whether what fills up, and what stands for unknown words, come first.</param>
    public IReadOnlyList<string> GetVocabulary(bool includeSpecialTokens = true) => lookup.GetVocabulary(includeSpecialTokens);

    /// <summary>Uses a vocabulary from now on.</summary>
    /// <param name="terms">The terms, each once.</param>
    /// <param name="rarities">How rare each is, for output mode tf_idf.</param>
    /// <exception cref="ArgumentException">It is empty or too long, or a term is there twice.</exception>
    public void SetVocabulary(IReadOnlyList<string> terms, IReadOnlyList<double>? rarities = null)
    {
        lookup.SetVocabulary(terms, rarities);
        Changed?.Invoke();
    }

    void IAdaptable.Adapt(IEnumerable<HostArray> batches)
    {
        var counts = new VocabularyCounts();
        foreach (HostArray batch in batches)
        {
            if (batch.Type != DeepKeras.DType.String)
            {
                throw new ArgumentException($"{Path}: expected texts, got {batch.Type.KerasName()}.");
            }

            foreach (List<string> row in Tokens.Rows(batch, Operation()))
            {
                counts.AddRow(row);
            }
        }

        lookup.Adapt(counts);
        Changed?.Invoke();
    }

    void IHasAssets.Load(IReadOnlyDictionary<string, string> assets, IReadOnlyDictionary<string, HostArray> arrays)
    {
        ((IHasAssets)lookup).Load(assets, arrays);
        Changed?.Invoke();
    }

    /// <summary>Keras's layer writes the shape of its input alone.</summary>
    protected override void Build(Shape input) => AddLayer(lookup, "_lookup_layer").EnsureBuilt([input]);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) =>
        x.DType == DeepKeras.DType.String ? lookup.Encode(Ops.Emit(Operation(), x)) : throw new ShapeException($"expected texts, got {x.DType.KerasName()}.");

    private TextTokens Operation()
    {
        TextCleaning cleaning = Standardize switch
        {
            TextStandardization.Lower => TextCleaning.Lower,
            TextStandardization.StripPunctuation => TextCleaning.StripPunctuation,
            TextStandardization.LowerAndStripPunctuation => TextCleaning.LowerAndStripPunctuation,
            null => TextCleaning.None,
        };
        TextSplitting splitting = Split switch
        {
            TextSplit.Whitespace => TextSplitting.Whitespace,
            TextSplit.Character => TextSplitting.Character,
            null => TextSplitting.None,
        };
        int[] widths = Ngrams is null ? [] : Ngrams.IsOne ? [.. Enumerable.Range(1, Ngrams[0])] : [.. Ngrams];
        return new(cleaning, splitting, widths, OutputSequenceLength ?? Shape.Unknown);
    }
}
