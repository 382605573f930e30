using DeepKeras.Saving;
using DeepKeras.TensorFlow.Bundle;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>The messages of a SavedModel's folder, read and checked.</summary>
internal sealed class SavedModelFile
{
    public const string Name = "saved_model.pb";

    /// <summary>The folder of files that belong to the model, such as vocabularies.</summary>
    public const string Assets = "assets";

    private const string ServeTag = "serve";
    private const string InitSignature = "__saved_model_init_op";

    private SavedModelFile(string folder, string path, MetaGraphDef meta, long size)
    {
        Folder = folder;
        Path = path;
        Meta = meta;
        Size = size;
    }

    public string Folder { get; }

    public string Path { get; }

    public MetaGraphDef Meta { get; }

    public long Size { get; }

    /// <summary>What the two files of variables begin with.</summary>
    public string VariablesPrefix => System.IO.Path.Combine(Folder, "variables", "variables");

    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="ModelFileException">The file is damaged, or holds no graph for serving.</exception>
    public static SavedModelFile Open(string folder)
    {
        string path = System.IO.Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "saved_model.cpb")))
            {
                throw new ModelFileException(folder, "saved_model.cpb", Name, "a SavedModel in chunks, which is not read");
            }

            throw new FileNotFoundException($"there is no SavedModel in \"{folder}\": it has no {Name}.", path);
        }

        return Read(folder, File.ReadAllBytes(path));
    }

    /// <summary>Reads the bytes of <c>saved_model.pb</c>.</summary>
    /// <exception cref="ModelFileException">They are damaged, or hold no graph for serving.</exception>
    public static SavedModelFile Read(string folder, byte[] bytes)
    {
        string path = System.IO.Path.Combine(folder, Name);
        Messages.SavedModel saved = BundleReader.Parse(Messages.SavedModel.Parser, bytes, path, null);
        MetaGraphDef meta = saved.MetaGraphs.FirstOrDefault(graph => graph.MetaInfoDef?.Tags.Contains(ServeTag) == true)
            ?? throw new ModelFileException(path, null, $"a graph with the tag \"{ServeTag}\"", saved.MetaGraphs.Count == 0 ? "no graph" : "others");
        return meta.GraphDef is not null ? new(folder, path, meta, bytes.Length) : throw new ModelFileException(path, null, "a graph", "none");
    }

    /// <summary>The name of the operation that is run once the variables are restored; null: there is none.</summary>
    public string? InitOperation
    {
        get
        {
            string? name = Meta.SignatureDef.TryGetValue(InitSignature, out SignatureDef? signature) && signature.Outputs.TryGetValue(InitSignature, out TensorInfo? info) ? info.Name
                : ((string[])["saved_model_main_op", "legacy_init_op"]).Select(key => Meta.CollectionDef.GetValueOrDefault(key)?.NodeList?.Value.FirstOrDefault()).FirstOrDefault(found => found is not null);
            return string.IsNullOrEmpty(name) ? null : NodeScope.NodeOf(name);
        }
    }

    /// <summary>What the model can be asked to do, in the order of the names.</summary>
    public IReadOnlyList<SavedModelSignature> Signatures =>
    [
        .. Meta.SignatureDef.Where(entry => entry.Key != InitSignature).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new SavedModelSignature(entry.Key, Tensors(entry.Value.Inputs), Tensors(entry.Value.Outputs))),
    ];

    /// <summary>The files that belong to the model, in the order of their names.</summary>
    public (string Name, long? Bytes)[] AssetFiles() =>
    [
        .. Meta.AssetFileDef.Select(asset => asset.Filename).Distinct().Order(StringComparer.Ordinal)
            .Select(name => (name, new FileInfo(AssetFile.Find(Folder, Path, name)) is { Exists: true } file ? file.Length : (long?)null)),
    ];

    private SavedModelTensor[] Tensors(IDictionary<string, TensorInfo> tensors) =>
        [.. tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new SavedModelTensor(entry.Key, entry.Value.Name, TypeNames.Of(entry.Value.Dtype), entry.Value.Dtype.ToDeepKeras(), ShapeOf(entry.Key, entry.Value.TensorShape)))];

    private Shape? ShapeOf(string name, TensorShapeProto? shape) =>
        shape is null || shape.UnknownRank ? null
        : shape.Dim.All(dim => dim.Size is >= -1 and <= int.MaxValue) ? Shape.Create([.. shape.Dim.Select(dim => (int)dim.Size)])
        : throw new ModelFileException(Path, $"signature's {name}", "sizes of −1 or more", string.Join(", ", shape.Dim.Select(dim => dim.Size)));
}
