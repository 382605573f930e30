using DeepKeras.Layers;
using DeepKeras.Optimizers;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Saving.Legacy;

/// <summary>
/// The HDF5 files of Keras before <c>.keras</c>, which Keras 3 still writes to a name that ends in <c>.h5</c>: the config in attributes, weights
/// below the layers' names, assigned by their place (<c>keras/src/legacy/saving/legacy_h5_format.py</c>).
/// </summary>
internal sealed class LegacyFile : IDisposable
{
    private const string WeightsGroup = "model_weights";
    private const string OptimizerGroup = "optimizer_weights";
    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    private readonly string path;
    private readonly Hdf5Reader reader;

    private LegacyFile(string path)
    {
        this.path = path;
        reader = Hdf5Reader.Open(path);
    }

    /// <summary>Whether a file that is to hold a model is HDF5, by its first bytes or, where it is too short for them, its name.</summary>
    public static bool Is(string path)
    {
        if (path.EndsWith(".h5", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".hdf5", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(path);
        Span<byte> first = stackalloc byte[8];
        return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual(Signature);
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">It is no HDF5, or damaged.</exception>
    public static LegacyFile Open(string path) => new(path);

    /// <summary>Whether weights lie here by layers' names, as <c>save_weights("x.h5")</c> of Keras 2 and <c>save("x.h5")</c> write them.</summary>
    public bool HasLayerNames => reader.Root.Attributes.ContainsKey("layer_names") || reader.Root.Attributes.ContainsKey("layer_names0") || reader.Root.TryGet(WeightsGroup, out _);

    /// <summary>The model with its weights, compiled as it was.</summary>
    /// <exception cref="ModelFileException">There is no config, or the weights do not fit.</exception>
    /// <exception cref="ConfigException">A class is unknown, or something in the config does not fit.</exception>
    public Model ReadModel(bool compile, out IReadOnlyList<string> warnings)
    {
        warnings = [];
        string config = Attribute(reader.Root, "model_config")
            ?? throw new ModelFileException(path, null, "an attribute model_config with the model's layers", "none; a file of weights alone is read by LoadWeights");
        string? training = compile ? Attribute(reader.Root, "training_config") : null;
        Model model = Model.Read(ConfigJson.Parse(config), compile: false);
        try
        {
            ReadWeights(model);
            if (training is not null)
            {
                model.CompileFrom(LegacyTraining.ToCompileConfig(training, model), buildOptimizer: false);
                warnings = ReadOptimizer(model.Optimizer!, model) is { } warning ? [warning] : [];
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Sets a model's weights by their place in the file: its layers that have weights, in order. Nothing is set unless everything fits.</summary>
    /// <exception cref="ModelFileException">Layers or weights are missing, or a shape differs.</exception>
    public void ReadWeights(Model model)
    {
        if (!model.IsBuilt)
        {
            throw new ModelFileException(path, "model_config", "a model whose input's shape is known", "one without weights yet");
        }

        Hdf5Group root = reader.Root.TryGet(WeightsGroup, out Hdf5Node? inner) && inner is Hdf5Group group ? group : reader.Root;
        string[] filled = [.. Names(root, "layer_names").Where(name => Names(Group(root, name), "weight_names").Length > 0)];
        Layer[] layers = [.. model.Layers.Where(layer => layer.Weights.Count > 0)];
        if (filled.Length != layers.Length)
        {
            throw new ModelFileException(path, root.Path, $"{layers.Length} layers with weights", $"{filled.Length}");
        }

        var assignments = new List<(Variable, Hdf5Dataset)>();
        for (int i = 0; i < layers.Length; i++)
        {
            Variable[] variables = [.. layers[i].TrainableWeights, .. layers[i].NonTrainableWeights];
            Hdf5Dataset[] datasets = Datasets(Group(root, filled[i]));
            if (variables.Length != datasets.Length)
            {
                throw new ModelFileException(path, $"{root.Path}/{filled[i]}", $"{variables.Length} weights for layer \"{layers[i].Name}\"", $"{datasets.Length}");
            }

            for (int k = 0; k < variables.Length; k++)
            {
                ModelWeights.CheckShape(variables[k], datasets[k], path, datasets[k].Path);
                assignments.Add((variables[k], datasets[k]));
            }
        }

        foreach ((Variable variable, Hdf5Dataset dataset) in assignments)
        {
            ModelWeights.Assign(variable, dataset);
        }
    }

    public void Dispose() => reader.Dispose();

    private string? ReadOptimizer(Optimizer optimizer, Model model)
    {
        if (!reader.Root.TryGet(OptimizerGroup, out Hdf5Node? node) || node is not Hdf5Group group)
        {
            return null;
        }

        Hdf5Dataset[] datasets = Datasets(group);
        if (datasets.Length > optimizer.Variables.Count)
        {
            optimizer.Build(model.TrainableWeights);
        }

        return ModelWeights.ReadOptimizer(optimizer, datasets, path, OptimizerGroup);
    }

    private Hdf5Dataset[] Datasets(Hdf5Group group) =>
        [.. Names(group, "weight_names").Select(name => group.TryGet(name, out Hdf5Node? node) && node is Hdf5Dataset dataset ? dataset
            : throw new ModelFileException(path, group.Path, $"the dataset {name}, which weight_names lists", "none"))];

    private Hdf5Group Group(Hdf5Group root, string name) => name.Split('/').All(part => part is not ("" or "." or ".."))
        && root.TryGet(name, out Hdf5Node? node) && node is Hdf5Group group ? group
        : throw new ModelFileException(path, root.Path, $"the group \"{name}\", which layer_names lists", "none");

    /// <summary>A list of names; a long one is split over attributes with numbers (HDF5 holds at most 64 KiB in one).</summary>
    private string[] Names(Hdf5Group group, string name)
    {
        if (group.Attributes.TryGetValue(name, out Hdf5Attribute? whole))
        {
            return whole.ToStrings();
        }

        var names = new List<string>();
        int parts = 0;
        for (; group.Attributes.TryGetValue($"{name}{parts}", out Hdf5Attribute? part); parts++)
        {
            names.AddRange(part.ToStrings());
        }

        return parts > 0 ? [.. names] : throw new ModelFileException(path, group.Path, $"an attribute {name}", "none");
    }

    private static string? Attribute(Hdf5Group group, string name) => group.Attributes.TryGetValue(name, out Hdf5Attribute? attribute) ? attribute.ToText() : null;
}
