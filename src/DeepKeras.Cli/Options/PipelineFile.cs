using DeepKeras.Comparisons.Deep;

namespace DeepKeras.Cli.Options;

/// <summary>A trained model given on the command line.</summary>
internal static class PipelineFile
{
    /// <exception cref="UsageException">There is no such file.</exception>
    public static string Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a folder, expected a .keras file.");
        }

        return File.Exists(path) ? path : throw new UsageException($"{path}: no such file; a model comes from: deepkeras train <data> --out model.keras");
    }

    public static DeepPipeline Load(string path) => DeepPipeline.Load(Check(path));
}
