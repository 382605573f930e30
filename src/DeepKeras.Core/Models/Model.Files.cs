using System.Globalization;
using DeepKeras.Saving;
using DeepKeras.Saving.Legacy;

namespace DeepKeras;

public partial class Model
{
    /// <summary>The version of Keras whose files are written.</summary>
    private const string KerasVersion = "3.15.1";

    /// <summary>What a loaded file had that could not be taken over, as sentences.</summary>
    public IReadOnlyList<string> LoadWarnings { get; private set; } = [];

    /// <summary>
    /// Writes the model in Keras's format: its structure, how it was compiled, its weights and its optimizer's state. Keras reads the file,
    /// and training goes on from it exactly where it stopped. A file of that name is replaced only when the new one is whole.
    /// </summary>
    /// <param name="path">A name that ends in <c>.keras</c>.</param>
    /// <param name="cancellation">Leaves nothing behind when it is cancelled.</param>
    /// <exception cref="ArgumentException">The name does not end in <c>.keras</c>.</exception>
    /// <exception cref="InvalidOperationException">The model has no weights yet: give it an input's shape, or data.</exception>
    /// <exception cref="ConfigException">A layer of your own cannot be written.</exception>
    public void Save(string path, CancellationToken cancellation = default) =>
        SaveWithAssets(path, new Dictionary<string, ReadOnlyMemory<byte>>(), cancellation);

    /// <summary>The same with further files below <c>assets/</c>, which Keras unpacks and does not look at.</summary>
    internal void SaveWithAssets(string path, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> assets, CancellationToken cancellation)
    {
        if (!path.EndsWith(".keras", StringComparison.Ordinal))
        {
            throw new ArgumentException($"a model is saved to a name that ends in .keras; got \"{path}\".", nameof(path));
        }

        RequireBuilt();
        string date = DateTime.Now.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture);
        new KerasArchiveContent
        {
            Metadata = $$"""{"keras_version": "{{KerasVersion}}", "date_saved": "{{date}}"}""",
            Config = ToJson(),
            Weights = ModelWeights.Write(this, optimizer),
            Assets = ModelAssets.Write(this).Concat(assets).ToDictionary(),
        }.SaveZip(path, cancellation);
    }

    /// <summary>Writes the weights, and the optimizer's state, alone.</summary>
    /// <param name="path">A name that ends in <c>.weights.h5</c>.</param>
    /// <param name="cancellation">Leaves nothing behind when it is cancelled.</param>
    /// <exception cref="ArgumentException">The name does not end in <c>.weights.h5</c>.</exception>
    public void SaveWeights(string path, CancellationToken cancellation = default)
    {
        if (!path.EndsWith(".weights.h5", StringComparison.Ordinal))
        {
            throw new ArgumentException($"weights are saved to a name that ends in .weights.h5; got \"{path}\".", nameof(path));
        }

        RequireBuilt();
        AtomicFile.Write(path, stream => ModelWeights.Write(this, optimizer).Write(stream, cancellation));
    }

    /// <summary>Reads weights of a model of the same structure, and the optimizer's state if there is one.</summary>
    /// <param name="path">A <c>.weights.h5</c>, the <c>.weights.json</c> of one in parts, a <c>.keras</c>, or a legacy <c>.h5</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is damaged or does not fit; the weights are unchanged then.</exception>
    public void LoadWeights(string path)
    {
        RequireBuilt();
        if (path.EndsWith(".keras", StringComparison.Ordinal))
        {
            using KerasArchive archive = KerasArchive.Open(path);
            using WeightsFile inside = WeightsFile.Open(archive);
            ReadWeights(inside, path);
            return;
        }

        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && LegacyFile.Is(path))
        {
            // A .h5 with weights by layers' names; one without is a .weights.h5, by their classes.
            using LegacyFile legacy = LegacyFile.Open(path);
            if (legacy.HasLayerNames)
            {
                legacy.ReadWeights(this);
                return;
            }
        }

        using WeightsFile file = WeightsFile.Open(path);
        ReadWeights(file, path);
    }

    /// <summary>Reads a model that Keras or <see cref="Save"/> wrote. No code of the file is run.</summary>
    /// <param name="path">A <c>.keras</c> file, a folder with the same content, or a legacy <c>.h5</c> of Keras 2 or 3.</param>
    /// <param name="compile">Whether to compile the model as it was when it was saved, optimizer state included.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is damaged or is no model; the message names the entry, what was expected and what came.</exception>
    /// <exception cref="ConfigException">The model has a class that is not known, or a setting that is not valid; the message names the layer.</exception>
    public static Model Load(string path, bool compile = true)
    {
        if (LegacyFile.Is(path))
        {
            using LegacyFile legacy = LegacyFile.Open(path);
            Model read = legacy.ReadModel(compile, out IReadOnlyList<string> warnings);
            read.LoadWarnings = warnings;
            return read;
        }

        using KerasArchive archive = KerasArchive.Open(path);
        Model model = Read(ConfigJson.Parse(archive.ReadText(KerasArchive.ConfigName)), compile, buildOptimizer: false);
        try
        {
            if (!model.IsBuilt)
            {
                throw new ModelFileException(path, KerasArchive.ConfigName, "a model with weights", "one without layers, or without its input's shape");
            }

            using WeightsFile file = WeightsFile.Open(archive);
            model.ReadWeights(file, path);
            ModelAssets.Read(model, archive, file, path);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private void ReadWeights(WeightsFile file, string path)
    {
        ModelWeights.Read(this, file, path);
        if (optimizer is not null)
        {
            // A model saved before its first step has no more than the optimizer's own numbers.
            if (file.Numbered("optimizer/vars").Count > optimizer.Variables.Count)
            {
                optimizer.Build(TrainableWeights);
            }

            string? warning = ModelWeights.ReadOptimizer(optimizer, file, path);
            LoadWarnings = warning is null ? [] : [warning];
        }
    }

    private void RequireBuilt()
    {
        if (!IsBuilt)
        {
            throw new InvalidOperationException($"{Path}: the model has no weights yet; give it an input's shape, or fit it to data first.");
        }
    }
}
