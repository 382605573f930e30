using System.Globalization;
using DeepKeras.Data;
using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Terms as their places in a vocabulary, or the way back: what StringLookup and IntegerLookup share. First come the mask, in output mode int
/// and where there is one, then the places for what is out of the vocabulary, then the terms.
/// </summary>
public abstract class IndexLookup : Layer, IAdaptable, IHasAssets
{
    private const string VocabularyFile = "vocabulary.txt";
    private readonly Settings settings;
    private object[] terms = [];
    private float[]? rarities;
    private int? size;
    private bool given;

    private protected IndexLookup(Settings settings)
    {
        this.settings = settings;
        (bool isInt, int? most) = (settings.Mode == CategoryOutput.Int, settings.MaxTokens);
        string? wrong = most is int tokens && tokens < 2 ? $"max_tokens: expected 2 or more, got {tokens}"
            : settings.Pad && most is null ? "pad_to_max_tokens needs max_tokens"
            : settings.OovIndices < 0 ? $"num_oov_indices: expected 0 or more, got {settings.OovIndices}"
            : settings.Invert && !isInt ? $"invert: expected output_mode int, got {settings.Mode}"
            : settings.Rarities is not null && settings.Mode != CategoryOutput.TfIdf ? $"idf_weights are for output_mode tf_idf, not {settings.Mode}"
            : settings.Rarities is null && settings.Vocabulary is not null && settings.Mode == CategoryOutput.TfIdf ? "a vocabulary with output_mode tf_idf needs idf_weights"
            : settings.Salt is not null && !settings.IsText && settings.Method != OovMethod.FarmHash ? "salt is for oov_method farmhash"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"{wrong}.");
        }

        size = settings.Size;
        if (settings.Vocabulary is not null)
        {
            Take(settings.Vocabulary, settings.Rarities?.Select(weight => (float)weight).ToArray());
            given = true;
        }
    }

    IReadOnlyDictionary<string, string> IHasAssets.Assets => given ? [] : new Dictionary<string, string>
    {
        [VocabularyFile] = string.Join('\n', TermsByPlace(true).Select(term => Convert.ToString(term, CultureInfo.InvariantCulture))),
    };

    IReadOnlyDictionary<string, HostArray> IHasAssets.Arrays => settings.Mode != CategoryOutput.TfIdf ? [] : new Dictionary<string, HostArray>
    {
        ["idf_weights"] = HostArray.Of<float>(rarities ?? [], [rarities?.Length ?? 0]),
    };

    /// <summary>How rare each place's term is, float32 (places); null where that is not used, or not known yet.</summary>
    internal DataArray? Rarities => rarities is { } known ? (DataArray)known : null;

    /// <summary>How many places there are, as files have it; null: no vocabulary yet.</summary>
    private protected int? FrozenSize => size;

    private int First => settings.Mask is not null && settings.Mode == CategoryOutput.Int ? 1 : 0;

    private int Start => First + settings.OovIndices;

    /// <summary>How many places there are: mask and places for what is out of the vocabulary included.</summary>
    public int Count => Start + terms.Length;

    /// <summary>Finds the vocabulary in data: the most frequent terms first; among equals the last in order.</summary>
    /// <param name="data">Rows of terms; a row is a document where rarities are found.</param>
    /// <exception cref="InvalidOperationException">The layer was given its vocabulary.</exception>
    public void Adapt(DataArray data) => ((IAdaptable)this).Adapt([data.Array]);

    void IAdaptable.Adapt(IEnumerable<HostArray> batches)
    {
        var counts = new VocabularyCounts();
        foreach (HostArray batch in batches)
        {
            if (batch.Type == DeepKeras.DType.String != settings.IsText || batch.Type.IsFloating())
            {
                throw new ArgumentException($"{Path}: expected {(settings.IsText ? "texts" : "whole numbers")}, got {batch.Type.KerasName()}.");
            }

            int rows = batch.Shape.Rank == 0 ? 1 : batch.Shape[0];
            int width = rows == 0 ? 0 : (int)(batch.Elements / rows);
            for (int row = 0; row < rows; row++)
            {
                counts.AddRow(Enumerable.Range(row * width, width).Select(i => settings.IsText ? batch.Texts[i] : (object)(long)batch[i]));
            }
        }

        Adapt(counts);
    }

    /// <summary>Finds the vocabulary in rows that were counted.</summary>
    internal void Adapt(VocabularyCounts counts)
    {
        if (given)
        {
            throw new InvalidOperationException($"{Path}: the layer was given its vocabulary; there is nothing to adapt.");
        }

        object[] found = counts.Terms(new[] { settings.Mask, settings.Oov }.OfType<object>());
        terms = settings.MaxTokens is int most ? [.. found.Take(Math.Max(0, most - Start))] : found;
        size = Count;
        if (settings.Mode == CategoryOutput.TfIdf)
        {
            float[] weights = [.. terms.Select(counts.Rarity)];
            float mean = weights.Length == 0 ? 0 : weights.Sum() / weights.Length;
            rarities = Padded([.. Enumerable.Repeat(mean, Start), .. weights]);
        }

        Changed?.Invoke();
    }

    /// <summary>Keras's layer writes no shapes.</summary>
    protected internal override void WriteEnvelope(ConfigWriter writer) => writer.Key("build_config").WriteObject(static _ => { });

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Encode(x);

    void IHasAssets.Load(IReadOnlyDictionary<string, string> assets, IReadOnlyDictionary<string, HostArray> arrays)
    {
        float[]? weights = arrays.TryGetValue("idf_weights", out HostArray? found) ? found.Cast(DeepKeras.DType.Float32).As<float>().ToArray() : null;
        if (given)
        {
            rarities = weights ?? rarities;
            return;
        }

        if (!assets.TryGetValue(VocabularyFile, out string? text))
        {
            throw new ArgumentException($"{Path}: there is no {VocabularyFile}.");
        }

        List<string> lines = [.. text.ReplaceLineEndings("\n").Split('\n')];
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        object[] read = settings.IsText ? [.. lines] : [.. lines.Select(line => (object)(long.TryParse(line, CultureInfo.InvariantCulture, out long number) ? number
            : throw new ArgumentException($"{Path}: {VocabularyFile}: expected a whole number a line, got \"{line}\".")))];
        Take(read.Length == 0 ? Special() : read, settings.Mode == CategoryOutput.TfIdf ? weights : null);
    }

    /// <summary>The places, or what becomes of them, of terms; or the terms of places.</summary>
    internal Tensor Encode(Tensor x)
    {
        if (settings.Mode != CategoryOutput.Int && !settings.Pad && size is null)
        {
            throw new InvalidOperationException($"{Path}: the layer has no vocabulary yet; give one, or call Adapt.");
        }

        Tensor keys = settings.IsText && !settings.Invert ? x
            : x.DType.IsInteger() ? Ops.Cast(x, DeepKeras.DType.Int64) : throw new ShapeException($"expected whole numbers, got {x.DType.KerasName()}.");
        if (keys.DType == DeepKeras.DType.String != (settings.IsText && !settings.Invert))
        {
            throw new ShapeException($"expected {(settings.IsText ? "texts" : "whole numbers")}, got {x.DType.KerasName()}.");
        }

        Tensor places = Ops.Emit(new TableLookup(Table()), keys);
        if (settings.Invert)
        {
            return places;
        }

        if (settings.OovIndices > 1)
        {
            Tensor spread = settings.IsText || settings.Method == OovMethod.FarmHash
                ? HashRules.Buckets(keys, settings.OovIndices, settings.Salt)
                : Ops.FloorMod(keys, settings.OovIndices);
            places = Ops.Where(Ops.Equal(places, -1), spread + First, places);
        }

        int depth = settings.Pad ? settings.MaxTokens!.Value : size ?? 0;
        Tensor encoded = CategoryRules.Encode(places, settings.Mode, depth, DeepKeras.DType.Int64);
        return settings.Mode == CategoryOutput.TfIdf ? Ops.Cast(encoded, DeepKeras.DType.Float32) * Ops.Constant(rarities ?? []) : encoded;
    }

    /// <summary>The term at each place.</summary>
    private protected IEnumerable<object> TermsByPlace(bool includeSpecial)
    {
        object[] all = [.. Enumerable.Repeat(settings.Oov ?? "", Start), .. terms];
        if (First == 1)
        {
            all[0] = settings.Mask!;
        }

        return includeSpecial ? all : all.Skip(Start);
    }

    /// <summary>Uses a vocabulary from now on; it may begin with the mask and what stands for what is out of it.</summary>
    /// <exception cref="ArgumentException">It is empty or too long, a term is there twice, or the weights do not fit.</exception>
    private protected void Take(IReadOnlyList<object> vocabulary, float[]? weights)
    {
        object[] special = Special();
        bool found = vocabulary.Count >= special.Length && special.SequenceEqual(vocabulary.Take(special.Length));
        object[] kept = [.. found ? vocabulary.Skip(special.Length) : vocabulary];
        object? twice = kept.GroupBy(term => term).FirstOrDefault(group => group.Count() > 1)?.Key;
        string? wrong = vocabulary.Count == 0 ? "expected a term at least, got none"
            : twice is not null ? $"\"{twice}\" is there twice"
            : settings.Mask is not null && kept.Contains(settings.Mask) ? $"the mask \"{settings.Mask}\" is a term; it may only stand first, before what stands for unknown terms"
            : settings.Oov is not null && settings.Invert && kept.Contains(settings.Oov) ? $"\"{settings.Oov}\", which stands for unknown terms, is a term; it may only stand before the terms"
            : settings.MaxTokens is int most && Start + kept.Length > most ? $"{Start + kept.Length} places are more than max_tokens, {most}"
            : settings.Mode == CategoryOutput.TfIdf && weights is null ? "output_mode tf_idf needs idf_weights"
            : weights is not null && !IsOwn(weights) && weights.Length != vocabulary.Count ? $"expected {vocabulary.Count} idf_weights, one a term, got {weights.Length}"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"vocabulary: {wrong}.");
        }

        terms = kept;
        size = Count;
        if (weights is not null)
        {
            float mean = (float)weights.Average(weight => (double)weight);
            rarities = Padded(found || IsOwn(weights) ? weights : [.. Enumerable.Repeat(mean, Start), .. weights]);
        }

        Changed?.Invoke();

        // Weights of a file are filled up already.
        bool IsOwn(float[] all) => found && (all.Length == Start + kept.Length || all.Length == settings.MaxTokens);
    }

    private object[] Special() => [.. Enumerable.Repeat(settings.Mask, First).OfType<object>(), .. Enumerable.Repeat(settings.Oov ?? "", settings.OovIndices)];

    private float[] Padded(float[] weights) =>
        settings.Pad && settings.MaxTokens is int most && most > weights.Length ? [.. weights, .. new float[most - weights.Length]] : weights;

    private LookupTable Table()
    {
        IEnumerable<object> keys = terms;
        IEnumerable<long> places = Enumerable.Range(Start, terms.Length).Select(place => (long)place);
        if (settings.Mask is not null)
        {
            // A mask counts nowhere; −1 would mean "not found".
            keys = keys.Append(settings.Mask);
            places = places.Append(settings.Mode == CategoryOutput.Int ? 0 : -2);
        }

        HostArray names = Typed([.. keys]);
        HostArray numbers = HostArray.Of<long>([.. places], [(int)names.Elements]);
        if (settings.Invert)
        {
            return new(numbers, names, Typed([settings.Oov ?? ""]).Reshaped(Shape.Scalar), Path);
        }

        HostArray? missing = settings.OovIndices == 0 ? null : HostArray.Scalar(settings.OovIndices == 1 ? (long)First : -1L);
        return new(names, numbers, missing, Path);
    }

    private HostArray Typed(object[] values) => settings.IsText
        ? HostArray.OfText([.. values.Cast<string>()], [values.Length])
        : HostArray.Of<long>([.. values.Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))], [values.Length]);

    /// <summary>What a lookup layer was made with; terms are strings or longs.</summary>
    private protected sealed record Settings(bool IsText, int? MaxTokens, int OovIndices, object? Mask, object? Oov, IReadOnlyList<object>? Vocabulary, IReadOnlyList<double>? Rarities,
        bool Invert, CategoryOutput Mode, bool Pad, OovMethod Method, IReadOnlyList<long>? Salt, int? Size);
}
