using System.Diagnostics;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests.Saving;

/// <summary>What our writer emits, read by h5py and h5dump where they are installed.</summary>
[TestFixture]
public sealed class H5pyTests
{
    private const string List = """
        import h5py, sys
        def show(name, node):
            for key in sorted(node.attrs):
                value = node.attrs[key]
                print(name, '@' + key, value.tolist() if hasattr(value, 'tolist') else repr(value))
            if isinstance(node, h5py.Dataset):
                value = node.asstr()[()] if h5py.check_string_dtype(node.dtype) else node[()]
                if node.dtype.kind == 'V':
                    value = value.view('u2')
                print(name, node.dtype, node.shape, value.tolist() if hasattr(value, 'tolist') else repr(value))
        with h5py.File(sys.argv[1], 'r') as f:
            show('/', f)
            f.visititems(show)
            print(f.id.get_create_plist().get_version())
        """;

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = SavingFiles.NewFolder();

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    /// <summary>A program's output; null where it is not installed, or fails at its first step.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : $"exit {process.ExitCode}: {error.Result}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Python()
    {
        foreach (string python in (string[])["python3", "/usr/bin/python3", "python"])
        {
            if (Run(python, "-c", "import h5py; print('there')")?.Trim() == "there")
            {
                return python;
            }
        }

        Assert.Ignore("h5py is not installed.");
        return "";
    }

    private string Save(Hdf5Writer writer)
    {
        string path = Path.Combine(folder, "x.h5");
        using FileStream stream = File.Create(path);
        writer.Write(stream);
        return path;
    }

    [Test]
    public void H5py_reads_every_type_and_attribute()
    {
        var writer = new Hdf5Writer();
        writer.Dataset<bool>("bool", [2], new[] { true, false });
        writer.Dataset<sbyte>("i1", [2], new sbyte[] { -1, 2 });
        writer.Dataset<byte>("u1", [2], new byte[] { 255, 2 });
        writer.Dataset<short>("i2", [2], new short[] { -1, 2 });
        writer.Dataset<ushort>("u2", [2], new ushort[] { 65535, 2 });
        writer.Dataset<int>("i4", [2], new[] { -1, 2 });
        writer.Dataset<uint>("u4", [1], new[] { uint.MaxValue });
        writer.Dataset<long>("i8", [], new[] { -5L });
        writer.Dataset<ulong>("u8", [1], new[] { ulong.MaxValue });
        writer.Dataset<Half>("f2", [1, 2], new[] { (Half)1.5, (Half)(-2) });
        writer.Dataset<float>("f4", [2, 1], new[] { 1.5f, -2 });
        writer.Dataset<double>("f8", [], new[] { 0.1 });
        writer.Dataset("b2", Hdf5Type.BFloat16, [2], stream => stream.Write([0x80, 0x3f, 0x00, 0xc0]));
        writer.Dataset<float>("empty", [0, 3], ReadOnlyMemory<float>.Empty);
        writer.Strings("text", [2], ["a\u00e9", ""]);
        writer.Strings("text_scalar", [], ["one"]);
        writer.Attribute("", "version", "3.15.1");
        writer.Attribute("", "names", ["a", "b"]);
        writer.Attribute("f4", "n", 7);
        writer.Attribute("f4", "ns", [1L, 2L]);
        string[] expected =
        [
            "/ @names ['a', 'b']", "/ @version '3.15.1'",
            "b2 @dtype 'bfloat16'", "b2 |V2 (2,) [16256, 49152]",
            "bool bool (2,) [True, False]",
            "empty float32 (0, 3) []",
            "f2 float16 (1, 2) [[1.5, -2.0]]",
            "f4 @n 7", "f4 @ns [1, 2]", "f4 float32 (2, 1) [[1.5], [-2.0]]",
            "f8 float64 () 0.1",
            "i1 int8 (2,) [-1, 2]", "i2 int16 (2,) [-1, 2]", "i4 int32 (2,) [-1, 2]", "i8 int64 () -5",
            "text object (2,) ['a\u00e9', '']", "text_scalar object () 'one'",
            "u1 uint8 (2,) [255, 2]", "u2 uint16 (2,) [65535, 2]", "u4 uint32 (1,) [4294967295]", "u8 uint64 (1,) [18446744073709551615]",
            "(0, 0, 0, 0)",
        ];
        Assert.That(Run(Python(), "-X", "utf8", "-c", List, Save(writer))!.Trim().Split('\n'), Is.EqualTo(expected));
    }

    [Test]
    public void H5py_finds_and_adds_members_of_large_groups()
    {
        var writer = new Hdf5Writer();
        for (int i = 0; i < 700; i++)
        {
            writer.Dataset<int>($"g/{i}", [1], new[] { i });
            writer.Attribute($"g/{i}", "name", $"n{i}");
        }

        const string Script = """
            import h5py, sys
            with h5py.File(sys.argv[1], 'r+') as f:
                g = f['g']
                assert len(g) == 700 and all(g[str(i)][0] == i and g[str(i)].attrs['name'] == f'n{i}' for i in range(700))
                for i in range(700, 900):
                    g.create_dataset(str(i), data=[i])
                g.attrs['new'] = 'x'
                f['g/5'].attrs['more'] = 'y'
                del g['3']
            with h5py.File(sys.argv[1], 'r') as f:
                print(len(f['g']), f['g/899'][0], f['g/5'].attrs['more'])
            """;
        string path = Save(writer);
        Assert.That(Run(Python(), "-c", Script, path)!.Trim(), Is.EqualTo("899 899 y"));
        using Hdf5Reader reader = Hdf5Reader.Open(path);
        Assert.That(((Hdf5Dataset)reader.Root["g/850"]).ToNumbers<int>(), Is.EqualTo(new[] { 850 }));
    }

    [Test]
    public void H5dump_says_the_same_of_a_copy_as_of_Keras_s_own_file()
    {
        if (Run("h5dump", "--version") is null)
        {
            Assert.Ignore("h5dump is not installed.");
        }

        string original = Path.Combine(SavingFiles.Oracles, "weights_files", "cnn_batch_norm.weights.h5");
        var writer = new Hdf5Writer();
        using (Hdf5Reader reader = Hdf5Reader.Open(original))
        {
            foreach (Hdf5Node node in reader.Root.Descendants())
            {
                if (node is Hdf5Dataset dataset)
                {
                    var bytes = new byte[dataset.ByteLength];
                    dataset.ReadBytes(bytes);
                    writer.Dataset(node.Path, dataset.Type, dataset.Shape, stream => stream.Write(bytes));
                }
                else
                {
                    writer.Group(node.Path);
                }

                foreach (Hdf5Attribute attribute in node.Attributes.Values)
                {
                    writer.Attribute(node.Path, attribute.Name, attribute.ToText());
                }
            }
        }

        // -B: the superblock, -p: layouts, filters, fill values. Only where the values lie may differ.
        string Dump(string path) => string.Join('\n', Run("h5dump", "-B", "-p", path)!.Split('\n').Skip(1).Where(line => !line.Contains("OFFSET ", StringComparison.Ordinal)));
        Assert.That(Dump(Save(writer)), Is.EqualTo(Dump(original)));
    }
}
