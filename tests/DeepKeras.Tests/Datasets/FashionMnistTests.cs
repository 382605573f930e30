using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DeepKeras.Data;

namespace DeepKeras.Tests.BuiltIn;

public sealed class FashionMnistTests
{
    private const string Images = "t10k-images-idx3-ubyte.gz";
    private const string Labels = "t10k-labels-idx1-ubyte.gz";

    // Two images of 28 x 28: the pixels of the first are their number modulo 251, those of the second one more.
    private static readonly byte[] ImageContent = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, .. Enumerable.Range(0, 784).Select(i => (byte)(i % 251)), .. Enumerable.Range(0, 784).Select(i => (byte)((i % 251) + 1))];
    private static readonly byte[] LabelContent = [0, 0, 8, 1, 0, 0, 0, 2, 9, 4];

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("deepkeras-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_download_is_checked_kept_and_read()
    {
        using var server = new FileServer(Right);
        Dataset dataset = Load(Files(server.Address));
        Assert.That((dataset.Rows, dataset.Features.Count, dataset.Features[29].Name), Is.EqualTo((2, 784, "pixel_1_1")));
        Assert.That((dataset.Features[300].Numbers[0], dataset.Features[300].Numbers[1]), Is.EqualTo((49f, 50f)));
        Assert.That(dataset.Labels.ToArray(), Is.EqualTo(new[] { 9, 4 }));
        Assert.That(dataset.ImageShape, Is.EqualTo(new[] { 28, 28, 1 }));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "cache")).Select(Path.GetFileName), Is.EquivalentTo(new[] { Images, Labels }));
    }

    [Test]
    public void What_is_kept_is_not_downloaded_again()
    {
        using var server = new FileServer(Right);
        Load(Files(server.Address));
        Load(Files(server.Address));
        Assert.That(server.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public void What_was_kept_and_has_changed_is_downloaded_again()
    {
        using var server = new FileServer(Right);
        Load(Files(server.Address));
        string kept = Path.Combine(folder, "cache", Labels);
        File.WriteAllBytes(kept, File.ReadAllBytes(kept)[..12]);
        Load(Files(server.Address));
        Assert.That(server.Asked, Is.EqualTo(new[] { $"/{Images}", $"/{Labels}", $"/{Labels}" }));
    }

    [Test]
    public void The_systems_package_comes_first()
    {
        string system = Path.Combine(folder, "system");
        Directory.CreateDirectory(system);
        File.WriteAllBytes(Path.Combine(system, Images), Gzip(ImageContent));
        File.WriteAllBytes(Path.Combine(system, Labels), Gzip(LabelContent));
        using var server = new FileServer(_ => FileServer.NotFound());
        Assert.That(Load(Files(server.Address)).Rows, Is.EqualTo(2));
        Assert.That(server.Asked, Is.Empty);
    }

    [Test]
    public void A_damaged_file_of_the_systems_package_is_named()
    {
        string system = Path.Combine(folder, "system");
        Directory.CreateDirectory(system);
        File.WriteAllBytes(Path.Combine(system, Images), Gzip(LabelContent));
        Assert.That(() => Load(Files(Nowhere())), Throws.TypeOf<DataException>().With.Message.Contains(Path.Combine(system, Images)).And.Message.Contains("SHA-256 differs"));
    }

    [Test]
    public void A_download_with_another_checksum_is_refused_and_not_kept()
    {
        using var server = new FileServer(_ => FileServer.Ok(Gzip(LabelContent)));
        Assert.That(() => Load(Files(server.Address)), Throws.TypeOf<DataException>().With.Message.Contains($"{server.Address}{Images}: what came is not the file it should be"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "cache")), Is.Empty);
    }

    [Test]
    public void A_page_in_place_of_the_file_is_refused_and_not_kept()
    {
        using var server = new FileServer(_ => FileServer.Ok("<html>Please log in</html>"u8.ToArray()));
        Assert.That(() => Load(Files(server.Address)), Throws.TypeOf<DataException>().With.Message.Contains("what came is not the file"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "cache")), Is.Empty);
    }

    [Test]
    public void A_download_that_breaks_off_is_refused_and_not_kept()
    {
        using var server = new FileServer(path => Right(path)![..^20]);
        Assert.That(() => Load(Files(server.Address)), Throws.TypeOf<DataException>().With.Message.Contains("cannot be downloaded"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "cache")), Is.Empty);
    }

    [Test]
    public void A_file_the_server_does_not_have_is_reported()
    {
        using var server = new FileServer(_ => FileServer.NotFound());
        Assert.That(() => Load(Files(server.Address)), Throws.TypeOf<DataException>().With.Message.Contains("404 Not Found"));
    }

    [Test]
    public void A_server_that_says_nothing_is_not_waited_for_forever()
    {
        using var server = new FileServer(_ => null);
        Assert.That(() => Load(Files(server.Address, TimeSpan.FromSeconds(1))), Throws.TypeOf<DataException>().With.Message.Contains("nothing came for 1 seconds"));
    }

    [Test]
    public void Offline_the_error_names_both_ways()
    {
        Uri nowhere = Nowhere();
        string message = Assert.Throws<DataException>(() => Load(Files(nowhere)))!.Message;
        Assert.That(message, Does.StartWith($"fashion-mnist is not on this machine, and {nowhere}{Images} cannot be downloaded"));
        Assert.That(message, Does.Contain("apt install dataset-fashion-mnist").And.Contain($"put the four files of {nowhere} into {Path.Combine(folder, "cache")}"));
    }

    [Test]
    public void Cancelling_leaves_nothing_behind()
    {
        using var server = new FileServer(_ => null);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.That(() => Files(server.Address).Load("fashion-mnist-test", "t10k", 2, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(Path.Combine(folder, "cache")), Is.Empty);
    }

    [TestCase("train", 60000)]
    [TestCase("t10k", 10000)]
    public void The_real_files_are_balanced_where_the_package_is_installed(string part, int rows)
    {
        Assume.That(Directory.Exists(new FashionMnistFiles().SystemFolder), "the package dataset-fashion-mnist is not installed");
        Dataset dataset = part == "train" ? Datasets.FashionMnist() : Datasets.FashionMnistTest();
        Assert.That(dataset.Labels.ToArray().CountBy(label => label).Select(pair => pair.Value), Is.All.EqualTo(rows / 10));
        Assert.That((dataset.Rows, dataset.Classes[9], dataset.Features.Max(column => column.Numbers[0])), Is.EqualTo((rows, "9 Ankle boot", 255f)));
    }

    private static byte[]? Right(string path) => FileServer.Ok(Gzip(path == $"/{Images}" ? ImageContent : LabelContent));

    private static Dataset Load(FashionMnistFiles files) => files.Load("fashion-mnist-test", "t10k", 2, CancellationToken.None);

    private FashionMnistFiles Files(Uri address, TimeSpan? patience = null) => new()
    {
        SystemFolder = Path.Combine(folder, "system"),
        CacheFolder = Path.Combine(folder, "cache"),
        Address = address,
        Patience = patience ?? TimeSpan.FromSeconds(10),
        Checksums = new Dictionary<string, string> { [Images] = Hash(ImageContent), [Labels] = Hash(LabelContent) },
    };

    /// <summary>An address on this machine where nothing listens.</summary>
    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Gzip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
