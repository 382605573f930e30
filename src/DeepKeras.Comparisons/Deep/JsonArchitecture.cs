using DeepKeras.Saving;

namespace DeepKeras.Comparisons.Deep;

/// <summary>A model of Keras's JSON (<c>to_json</c>, or the config of a <c>.keras</c> file) with its own head; every fit starts from fresh weights.</summary>
internal sealed class JsonArchitecture : DeepArchitecture
{
    private readonly string file;
    private readonly string json;
    private readonly bool flat;

    private JsonArchitecture(string file, string json, bool flat)
    {
        this.file = file;
        this.json = json;
        this.flat = flat;
    }

    public override string Description => $"layers of {file}";

    public override bool TakesImagesAsTables => flat;

    /// <summary>Reads a <c>.json</c> or <c>.keras</c> file.</summary>
    /// <exception cref="ArgumentException">It is no model; the message says why.</exception>
    public static JsonArchitecture Read(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            string json = ModelJson(path);
            using Model model = Model.FromJson(json, compile: false);
            bool flat = model.Inputs.Count > 0 && model.Inputs[0].Shape.Rank == 2;
            return new JsonArchitecture(name, json, flat);
        }
        catch (Exception e) when (e is ConfigException or ModelFileException or ShapeException)
        {
            throw new ArgumentException($"{path}: {e.Message}", e);
        }
    }

    public override Model Build(DeepProblem problem)
    {
        Model model = Model.FromJson(json, compile: false);
        try
        {
            Shape[] shapes = [.. problem.Inputs.Select(input => input.Shape.WithBatch())];
            if (model.Inputs.Count == 0 && shapes.Length == 1)
            {
                model.EnsureBuilt(shapes);
            }

            if (model.Inputs.Count != shapes.Length || !model.Inputs.Zip(shapes).All(pair => pair.Second.IsCompatibleWith(pair.First.Shape)))
            {
                throw new ArgumentException(
                    $"{file}: the model takes {Shapes(model.Inputs.Select(input => input.Shape))}; " +
                    $"data set \"{problem.Name}\" gives {Shapes(shapes)} after preprocessing ({string.Join(", ", problem.Inputs.Select(input => input.Name))}).");
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static string ModelJson(string path)
    {
        if (!path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase))
        {
            return File.ReadAllText(path);
        }

        using KerasArchive archive = KerasArchive.Open(path);
        return archive.ReadText(KerasArchive.ConfigName);
    }

    private static string Shapes(IEnumerable<Shape> shapes) => string.Join(" and ", shapes.Select(shape => shape.ToString()));
}
