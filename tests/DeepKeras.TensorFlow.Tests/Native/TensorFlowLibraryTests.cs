using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow.Tests.Native;

/// <summary>What a person reads where the library is not there, is none, or is too old.</summary>
internal sealed class TensorFlowLibraryTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("library").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_folder_without_the_library_is_an_error_that_says_what_to_install_and_where_it_was_looked_for() =>
        Assert.That(() => TensorFlowLibrary.Open(folder), Throws.TypeOf<EngineException>()
            .With.Message.Contains("SciSharp.TensorFlow.Redist").And.Message.Contains(TensorFlowLibrary.Setting).And.Message.Contains(folder).And.Message.Contains("2.10"));

    [Test]
    public void A_file_that_is_no_library_is_an_error_that_names_it()
    {
        string file = Path.Combine(folder, OperatingSystem.IsWindows() ? "tensorflow.dll" : OperatingSystem.IsMacOS() ? "libtensorflow.2.dylib" : "libtensorflow.so.2");
        File.WriteAllText(file, "not a library");
        Assert.That(() => TensorFlowLibrary.Open(folder), Throws.TypeOf<EngineException>().With.Message.Contains(file).And.Message.Contains("does not load").And.Message.Contains("2.10"));
        Assert.That(() => TensorFlowLibrary.Open(file), Throws.TypeOf<EngineException>().With.Message.Contains("does not load"), "named by its file");
    }

    [Test]
    public void Another_library_is_an_error_that_says_what_it_lacks()
    {
        Assume.That(OperatingSystem.IsLinux(), "the C library's name is Linux's");
        string? other = new[] { "/lib/x86_64-linux-gnu/libm.so.6", "/lib64/libm.so.6", "/usr/lib/libm.so.6", "/lib/aarch64-linux-gnu/libm.so.6" }.FirstOrDefault(File.Exists);
        Assume.That(other, Is.Not.Null, "no other library is where Linux has it");
        Assert.That(() => TensorFlowLibrary.Open(other), Throws.TypeOf<EngineException>().With.Message.Contains("TF_Version").And.Message.Contains("2.10"));
    }

    [TestCase("2.9.3")]
    [TestCase("1.15.0")]
    [TestCase("")]
    [TestCase("unknown")]
    public void A_version_before_2_10_is_refused(string version) =>
        Assert.That(() => TensorFlowLibrary.CheckVersion(version, "/somewhere/libtensorflow.so.2"), Throws.TypeOf<EngineException>()
            .With.Message.Contains("/somewhere/libtensorflow.so.2").And.Message.Contains(version).And.Message.Contains("2.10 or newer"));

    [TestCase("2.10.0")]
    [TestCase("2.16.2")]
    [TestCase("2.21.0")]
    [TestCase("2.22.0-rc1")]
    [TestCase("3.0.0")]
    public void A_version_from_2_10_on_is_taken(string version) =>
        Assert.That(() => TensorFlowLibrary.CheckVersion(version, "/somewhere"), Throws.Nothing);
}
