using DeepKeras.Layers;
using DeepKeras.Optimizers;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Saving;

/// <summary>A model's variables, and its optimizer's, to and from <c>model.weights.h5</c>.</summary>
internal static class ModelWeights
{
    private const string OptimizerGroup = "optimizer";

    /// <summary>The file of a model; its datasets are written from where the variables are, without a copy.</summary>
    public static Hdf5Writer Write(Model model, Optimizer? optimizer)
    {
        var writer = new Hdf5Writer();
        foreach (WeightGroups.Group group in WeightGroups.Of(model))
        {
            AddGroup(writer, group.Path, group.Name, group.Variables);
            foreach ((string name, HostArray array) in (group.Layer as IHasAssets)?.Arrays ?? new Dictionary<string, HostArray>())
            {
                writer.Dataset($"{Vars(group.Path)}/{name}", TypeOf(array.Type), [.. array.Shape.Select(size => (long)size)], stream => stream.Write(array.Bytes));
            }
        }

        if (optimizer is not null)
        {
            AddGroup(writer, OptimizerGroup, optimizer.Name, optimizer.Variables);
            if (optimizer is LossScaleOptimizer { InnerOptimizer: { } inner })
            {
                // Keras stores the inner one twice, and reads the second.
                AddGroup(writer, OptimizerGroup + "/inner_optimizer", inner.Name, inner.Variables);
            }
        }

        return writer;
    }

    /// <summary>Sets a model's variables from a file. Nothing is set unless everything fits.</summary>
    /// <exception cref="ModelFileException">A variable is missing, there is one too many, or a shape differs; the message names it.</exception>
    public static void Read(Model model, WeightsFile file, string path)
    {
        var assignments = new List<(Variable Variable, Hdf5Dataset Dataset)>();
        foreach (WeightGroups.Group group in WeightGroups.Of(model))
        {
            string vars = Vars(group.Path);
            IReadOnlyList<Hdf5Dataset> datasets = file.Numbered(vars);
            if (datasets.Count != group.Variables.Count)
            {
                throw new ModelFileException(path, vars, $"{group.Variables.Count} variables for layer \"{group.Name}\"", $"{datasets.Count}");
            }

            for (int i = 0; i < datasets.Count; i++)
            {
                CheckShape(group.Variables[i], datasets[i], path, $"{vars}/{i}");
                assignments.Add((group.Variables[i], datasets[i]));
            }
        }

        foreach ((Variable variable, Hdf5Dataset dataset) in assignments)
        {
            Assign(variable, dataset);
        }
    }

    /// <summary>Sets an optimizer's state from a file.</summary>
    /// <returns>Null, or why the state was left out: another number of variables, as Keras leaves it out then.</returns>
    /// <exception cref="ModelFileException">A shape differs; the message names it.</exception>
    public static string? ReadOptimizer(Optimizer optimizer, WeightsFile file, string path)
    {
        string vars = Vars(OptimizerGroup);
        return ReadOptimizer(optimizer, file.Numbered(vars), path, vars);
    }

    /// <summary>Sets an optimizer's state from datasets in the order of its variables. Keras 2 did not store the learning rate, which its config holds.</summary>
    /// <returns>Null, or why the state was left out: another number of variables, as Keras leaves it out then.</returns>
    /// <exception cref="ModelFileException">A shape differs; the message names it.</exception>
    public static string? ReadOptimizer(Optimizer optimizer, IReadOnlyList<Hdf5Dataset> datasets, string path, string group)
    {
        IReadOnlyList<Variable> variables = optimizer.Variables;
        if (datasets.Count == variables.Count - 1 && datasets.Count != 1)
        {
            variables = [.. variables.Where(variable => variable.Name != "learning_rate")];
        }

        if (datasets.Count != variables.Count)
        {
            return datasets.Count == 0 ? null
                : $"{path}: the state of the optimizer \"{optimizer.Name}\" was left out: expected {variables.Count} variables in {group}, got {datasets.Count}; training starts with a fresh optimizer.";
        }

        for (int i = 0; i < datasets.Count; i++)
        {
            CheckShape(variables[i], datasets[i], path, datasets[i].Path);
        }

        for (int i = 0; i < datasets.Count; i++)
        {
            Assign(variables[i], datasets[i]);
        }

        return null;
    }

    private static void AddGroup(Hdf5Writer writer, string path, string name, IReadOnlyList<Variable> variables)
    {
        string vars = Vars(path);
        writer.Group(vars);
        writer.Attribute(vars, "name", name);
        for (int i = 0; i < variables.Count; i++)
        {
            Variable variable = variables[i];
            writer.Dataset($"{vars}/{i}", TypeOf(variable.DType), [.. variable.Shape.Select(size => (long)size)], stream => stream.Write(variable.Host.Bytes));
        }
    }

    private static string Vars(string path) => path.Length == 0 ? "vars" : $"{path}/vars";

    /// <exception cref="ModelFileException">The shapes differ.</exception>
    public static void CheckShape(Variable variable, Hdf5Dataset dataset, string path, string entry)
    {
        if (!dataset.Shape.SequenceEqual(variable.Shape.Select(size => (long)size)))
        {
            throw new ModelFileException(path, entry, $"shape {variable.Shape} for {variable.Path}", $"({string.Join(", ", dataset.Shape)})");
        }
    }

    /// <summary>Sets a variable from a dataset of its shape, cast to its dtype.</summary>
    public static void Assign(Variable variable, Hdf5Dataset dataset)
    {
        HostArray host = variable.HostToOverwrite;
        switch (variable.DType)
        {
            case DType.Float32:
                dataset.Read(host.As<float>());
                break;
            case DType.Float64:
                dataset.Read(host.As<double>());
                break;
            case DType.Int64:
                dataset.Read(host.As<long>());
                break;
            case DType.Int32:
                dataset.Read(host.As<int>());
                break;
            default:
                double[] values = dataset.ToNumbers<double>();
                for (int i = 0; i < values.Length; i++)
                {
                    host[i] = values[i];
                }

                break;
        }

        variable.Changed();
    }

    private static Hdf5Type TypeOf(DType type) => type switch
    {
        DType.Float32 => Hdf5Type.Float32,
        DType.Float64 => Hdf5Type.Float64,
        DType.Float16 => Hdf5Type.Float16,
        DType.BFloat16 => Hdf5Type.BFloat16,
        DType.Int8 => Hdf5Type.Int8,
        DType.Int16 => Hdf5Type.Int16,
        DType.Int32 => Hdf5Type.Int32,
        DType.Int64 => Hdf5Type.Int64,
        DType.UInt8 => Hdf5Type.UInt8,
        DType.Bool => Hdf5Type.Bool,
        DType.UInt16 => Hdf5Type.UInt16,
        DType.UInt32 => Hdf5Type.UInt32,
        DType.Complex64 => throw new NotSupportedException("weights of complex numbers are not stored."),
        DType.String => throw new NotSupportedException("a variable holds no text."),
    };
}
