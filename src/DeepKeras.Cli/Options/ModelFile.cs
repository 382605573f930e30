using System.Globalization;
using System.IO.Compression;

namespace DeepKeras.Cli.Options;

/// <summary>A model of any format given on the command line: what it is shows from what stands in it.</summary>
internal static class ModelFile
{
    private const string SavedModelName = "saved_model.pb";

    /// <exception cref="UsageException">There is nothing of that name, or it is no model.</exception>
    public static ModelFileKind KindOf(string path)
    {
        if (Directory.Exists(path))
        {
            return IsSavedModel(path) ? ModelFileKind.SavedModel
                : File.Exists(Path.Combine(path, "config.json")) ? ModelFileKind.Keras
                : throw new UsageException($"{path} is a folder that is no SavedModel (it has no {SavedModelName}) and no unpacked .keras (it has no config.json).{Near(path)}");
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"{path}: no such file or folder; a model comes from: deepkeras train <data> --out model.keras");
        }

        byte[] head = new byte[8];
        int read;
        using (FileStream stream = File.OpenRead(path))
        {
            read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }

        ReadOnlySpan<byte> start = head.AsSpan(0, read);
        string ending = Path.GetExtension(path).ToLowerInvariant();
        return start.StartsWith("PK"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) ? ModelFileKind.Keras
            : Path.GetFileName(path) == SavedModelName ? ModelFileKind.SavedModel
            : ending == ".onnx" || IsOnnx(start) ? ModelFileKind.Onnx
            : ending is ".keras" or ".h5" or ".hdf5" ? ModelFileKind.Keras
            : throw new UsageException($"{path} is no model: expected a .keras, .h5 or .onnx file, or the folder of a SavedModel.");
    }

    /// <summary>Whether deepkeras train wrote the file, with the preprocessing that goes before the model.</summary>
    public static bool HasPreprocessing(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return archive.GetEntry("assets/deepkeras/preprocessing.json") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The bytes of a file, or of all files in a folder.</summary>
    public static long Bytes(string path) =>
        File.Exists(path) ? new FileInfo(path).Length : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public static string Size(long bytes) => bytes < 1024 ? $"{bytes} B"
        : bytes < 1024 * 1024 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");

    private static bool IsSavedModel(string folder) => File.Exists(Path.Combine(folder, SavedModelName)) || File.Exists(Path.Combine(folder, "saved_model.cpb"));

    // The first field is the version of the format, a small number.
    private static bool IsOnnx(ReadOnlySpan<byte> start) => start.Length >= 3 && start[0] == 8 && start[1] is > 0 and < 32;

    // TensorFlow Serving keeps a model's versions in folders of numbers.
    private static string Near(string folder) =>
        Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).FirstOrDefault(IsSavedModel) is { } inside ? $" Did you mean {inside}?" : "";
}
