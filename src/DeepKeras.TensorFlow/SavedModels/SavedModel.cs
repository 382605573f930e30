using DeepKeras.Data;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Bundle;
using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras;

/// <summary>
/// A SavedModel, of ours or of TensorFlow's, that runs on the engine in use without TensorFlow. Its graph is translated for the shapes that
/// come, once for each; what follows from texts alone is computed on the host at every run. Vocabularies are read from the model's own folder.
/// No code of the file is run. One thread at a time.
/// </summary>
public sealed class SavedModel : IDisposable
{
    private const int MostPlans = 16;
    private readonly SavedModelFile file;
    private readonly Dictionary<string, Variable> variables;
    private readonly ModelTables tables;
    private readonly List<(string Key, Executable Plan)> plans = [];

    private SavedModel(SavedModelFile file, Dictionary<string, Variable> variables, ModelTables tables)
    {
        this.file = file;
        this.variables = variables;
        this.tables = tables;
        Signatures = file.Signatures.ToDictionary(signature => signature.Name, StringComparer.Ordinal);
    }

    /// <summary>What the model can be asked to do, by name; <c>serving_default</c> is the model itself.</summary>
    public IReadOnlyDictionary<string, SavedModelSignature> Signatures { get; }

    /// <summary>Reads a SavedModel and its variables.</summary>
    /// <param name="folder">The folder that holds <c>saved_model.pb</c>.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="ModelFileException">A file is damaged; the message names the file, the entry, what was expected and what came.</exception>
    public static SavedModel Load(string folder)
    {
        SavedModelFile file = SavedModelFile.Open(folder);
        return Load(file, () => BundleReader.Open(file.VariablesPrefix));
    }

    /// <summary>A model whose files were read already.</summary>
    internal static SavedModel Load(SavedModelFile file, Func<BundleReader> open) => new(file, Restore(file, open), FilledTables(file));

    /// <summary>What a SavedModel holds, without running it.</summary>
    /// <param name="folder">The folder that holds <c>saved_model.pb</c>.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="ModelFileException">A file is damaged.</exception>
    public static SavedModelDescription Describe(string folder)
    {
        SavedModelFile file = SavedModelFile.Open(folder);
        GraphDef graph = file.Meta.GraphDef;
        (string Operation, int Count)[] operations =
        [
            .. graph.Node.Concat((graph.Library?.Function ?? []).SelectMany(function => function.NodeDef))
                .GroupBy(node => node.Op, StringComparer.Ordinal).Select(group => (group.Key, group.Count()))
                .OrderByDescending(entry => entry.Item2).ThenBy(entry => entry.Key, StringComparer.Ordinal),
        ];
        string[] ownNames = ["SaveV2", "MergeV2Checkpoints", "ShardedFilename", "StringJoin", "StaticRegexFullMatch"];
        string[] unknown = [.. operations.Select(entry => entry.Operation).Where(op => OperationTable.Find(op) is null && !ownNames.Contains(op) && graph.Library?.Function.Any(f => f.Signature?.Name == op) != true)];
        if (!File.Exists(BundleWriter.IndexPath(file.VariablesPrefix)))
        {
            if (graph.Node.FirstOrDefault(node => node.Op == "VarHandleOp") is { } variable)
            {
                throw new ModelFileException(BundleWriter.IndexPath(file.VariablesPrefix), null, $"the values of variables such as {variable.Name}", "no such file");
            }

            return new(file.Signatures, operations, unknown, [], graph.Library?.Function.Count ?? 0, file.Meta.MetaInfoDef.TensorflowVersion, file.Size, 0, file.AssetFiles());
        }

        using BundleReader bundle = BundleReader.Open(file.VariablesPrefix);
        return new(
            file.Signatures,
            operations,
            unknown,
            [.. bundle.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, bundle.ShapeOf(entry.Key), TypeNames.Of(entry.Value.Dtype), bundle.SizeOf(entry.Key)))],
            graph.Library?.Function.Count ?? 0,
            file.Meta.MetaInfoDef.TensorflowVersion,
            file.Size,
            bundle.DataSize,
            file.AssetFiles());
    }

    /// <summary>Runs <c>serving_default</c> of a model with one input and one output.</summary>
    /// <param name="x">The input, in the dtype and shape of the signature.</param>
    /// <exception cref="InvalidOperationException">The signature has several inputs or outputs.</exception>
    /// <exception cref="ShapeException">The input does not fit the signature.</exception>
    /// <exception cref="ModelFileException">The graph has an operation that is not known here; the message names it and its node.</exception>
    public DataArray Predict(DataArray x)
    {
        SavedModelSignature signature = Find("serving_default");
        if (signature.Inputs.Count != 1 || signature.Outputs.Count != 1)
        {
            throw new InvalidOperationException($"serving_default has {signature.Inputs.Count} inputs and {signature.Outputs.Count} outputs; call Run with their names.");
        }

        return Run(signature.Name, new Dictionary<string, DataArray> { [signature.Inputs[0].Name] = x })[signature.Outputs[0].Name];
    }

    /// <summary>Runs a signature.</summary>
    /// <param name="signature">Its name, such as <c>serving_default</c>.</param>
    /// <param name="inputs">Its inputs by name, in the dtypes and shapes of the signature.</param>
    /// <returns>Its outputs by name.</returns>
    /// <exception cref="ArgumentException">There is no such signature, or an input is missing or not known.</exception>
    /// <exception cref="ShapeException">An input does not fit the signature.</exception>
    /// <exception cref="ModelFileException">The graph has an operation that is not known here; the message names it and its node.</exception>
    public IReadOnlyDictionary<string, DataArray> Run(string signature, IReadOnlyDictionary<string, DataArray> inputs)
    {
        SavedModelSignature found = Find(signature);
        string[] unknown = [.. inputs.Keys.Where(name => found.Inputs.All(input => input.Name != name))];
        if (unknown.Length > 0)
        {
            throw new ArgumentException(NameSuggestion.Unknown("input", unknown[0], [.. found.Inputs.Select(input => input.Name)]), nameof(inputs));
        }

        HostArray[] arrays = [.. found.Inputs.Select(input => Checked(found, input, inputs.GetValueOrDefault(input.Name)))];
        Shape[] shapes = [.. arrays.Select(array => array.Shape)];
        string key = $"{signature}|{string.Join("|", shapes.AsEnumerable())}";
        Graph? graph = null;
        if (arrays.Any(array => array.Type == DType.String))
        {
            // What follows from texts alone is computed now, so that the sizes of all else are known.
            Translation translation = Translate(found, shapes, arrays);
            (graph, arrays) = (translation.Graph, translation.Fed);
            key += $"|{string.Join("|", arrays.Select(array => array.Shape))}{translation.Known}";
        }

        int at = plans.FindIndex(plan => plan.Key == key);
        if (at < 0)
        {
            if (plans.Count == MostPlans)
            {
                plans[0].Plan.Dispose();
                plans.RemoveAt(0);
            }

            plans.Add((key, Engine.Current.Compile(graph ?? Translate(found, shapes).Graph)));
            at = plans.Count - 1;
        }

        HostArray[] outputs = plans[at].Plan.Run(arrays);
        return found.Outputs.Zip(outputs).ToDictionary(pair => pair.First.Name, pair => new DataArray(pair.Second), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Executable plan) in plans)
        {
            plan.Dispose();
        }

        plans.Clear();
    }

    /// <summary>The signature as a graph of our own, for inputs of known shapes.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="shapes">The inputs' shapes.</param>
    /// <param name="arrays">The inputs, where some are texts; then the translation is for these texts. Null: the texts are empty.</param>
    internal Translation Translate(SavedModelSignature signature, IReadOnlyList<Shape> shapes, IReadOnlyList<HostArray>? arrays = null)
    {
        var interpreter = new GraphInterpreter(file.Path, file.Meta.GraphDef, variables, tables);
        NodeScope scope = interpreter.Main();
        var trace = new Trace(training: false);
        using Trace.Scope entered = trace.Enter();
        var fed = new Dictionary<Tensor, HostArray?>();
        for (int i = 0; i < signature.Inputs.Count; i++)
        {
            SavedModelTensor input = signature.Inputs[i];
            Tensor tensor = input.DType == DType.String ? interpreter.Known.Feed(input.Name, arrays?[i] ?? new HostArray(DType.String, shapes[i]))
                : new InputNode(input.Name, new(input.DType!.Value, shapes[i])).Output;
            fed[tensor] = arrays?[i];
            scope.Results[NodeScope.NodeOf(input.Tensor)] = [new Value.Numbers(tensor)];
        }

        Tensor[] outputs = [.. signature.Outputs.Select(output => interpreter.Evaluate(scope, output.Tensor) switch
        {
            Value.Numbers numbers => numbers.Tensor,
            Value.Rows rows => RowUpdates.Materialize(rows),
            Value.Text => throw interpreter.Wrong($"output {output.Name}", "a tensor that follows from the inputs", "a constant text"),
            _ => throw interpreter.Wrong($"output {output.Name}", "a tensor of numbers or texts", output.TypeName),
        })];
        return Translation.Of(fed, outputs, [.. trace.Updates], interpreter.Known);
    }

    private SavedModelSignature Find(string name) => Signatures.GetValueOrDefault(name) ?? throw new ArgumentException(NameSuggestion.Unknown("signature", name, [.. Signatures.Keys]), nameof(name));

    private static HostArray Checked(SavedModelSignature signature, SavedModelTensor input, DataArray? array)
    {
        string place = $"{signature.Name}: input \"{input.Name}\"";
        if (array is null)
        {
            throw new ArgumentException($"{place} of {input.TypeName} {input.Shape} is missing.");
        }

        return input.DType is not { } type ? throw new NotSupportedException($"{place} is of {input.TypeName}, which tensors cannot hold here.")
            : array.DType != type ? throw new ShapeException($"{place}: expected {input.TypeName}, got {array.DType.KerasName()}.")
            : input.Shape is { } shape && !array.Shape.IsCompatibleWith(shape) ? throw new ShapeException($"{place}: expected shape {shape}, got {array.Shape}.")
            : array.Array;
    }

    /// <summary>Runs the restore operation by name only: which key of the checkpoint goes into which variable.</summary>
    private static Dictionary<string, Variable> Restore(SavedModelFile file, Func<BundleReader> open)
    {
        var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
        SaverDef? saver = file.Meta.SaverDef;
        if (string.IsNullOrEmpty(saver?.RestoreOpName))
        {
            return variables;
        }

        var interpreter = new GraphInterpreter(file.Path, file.Meta.GraphDef, variables, new ModelTables());
        NodeScope scope = interpreter.Main();
        scope.Results[NodeScope.NodeOf(saver.FilenameTensorName)] = [new Value.Text([[]], Shape.Scalar)];
        var trace = new Trace(training: false);
        using (trace.Enter())
        {
            interpreter.Evaluate(scope, $"^{NodeScope.NodeOf(saver.RestoreOpName)}");
        }

        if (interpreter.Restored.Count == 0)
        {
            return variables;
        }

        using BundleReader bundle = open();
        foreach ((string name, string key) in interpreter.Restored)
        {
            HostArray value = bundle.Read(key);
            var variable = new Variable(name, value.Shape, value.Type, null, trainable: false);
            variable.Assign(value);
            variables.Add(name, variable);
        }

        return variables;
    }

    /// <summary>Runs the init operation, where there are tables for it to fill.</summary>
    private static ModelTables FilledTables(SavedModelFile file)
    {
        var tables = new ModelTables();
        GraphDef graph = file.Meta.GraphDef;
        if (file.InitOperation is not { } init || !graph.Node.Concat((graph.Library?.Function ?? []).SelectMany(function => function.NodeDef)).Any(node => TableOperations.Fillers.Contains(node.Op)))
        {
            return tables;
        }

        var interpreter = new GraphInterpreter(file.Path, graph, new Dictionary<string, Variable>(), tables);
        NodeScope scope = interpreter.Main();
        foreach (AssetFileDef asset in file.Meta.AssetFileDef)
        {
            scope.Results[NodeScope.NodeOf(asset.TensorInfo?.Name ?? "")] = [new Value.Asset(AssetFile.Find(file.Folder, file.Path, asset.Filename))];
        }

        var trace = new Trace(training: false);
        using Trace.Scope entered = trace.Enter();
        interpreter.Evaluate(scope, $"^{init}");
        return tables;
    }
}
