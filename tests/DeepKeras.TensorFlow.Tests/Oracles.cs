using DeepKeras.Data;

namespace DeepKeras.Tests;

/// <summary>SavedModels that Keras exported, with inputs and outputs.</summary>
internal static class Oracles
{
    public static string Folder
    {
        get
        {
            for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, "tests", "oracles", "savedmodels");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            throw new DirectoryNotFoundException("tests/oracles/savedmodels");
        }
    }

    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static DataArray Read(string model, string reference)
    {
        NumpyArray array = NumpyArchive.Open(Path.Combine(Folder, model, "io.npz")).Read(reference);
        DType type = Enum.Parse<DType>(array.Type.ToString());
        var result = new HostArray(type, array.Shape);
        array.Bytes.CopyTo(result.Bytes);
        return new DataArray(result);
    }

    public static void AssertClose(DataArray expected, DataArray actual, double tolerance = 1e-5)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape));
        for (long i = 0; i < expected.Array.Elements; i++)
        {
            Assert.That(actual.Array[i], Is.EqualTo(expected.Array[i]).Within(tolerance), $"element {i}");
        }
    }
}
