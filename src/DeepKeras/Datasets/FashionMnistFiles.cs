using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace DeepKeras.Data;

/// <summary>
/// Fashion-MNIST's four files (Xiao, Rasul, Vollgraf 2017): where they may be, and how they are read. The checksums are of what is inside the
/// gzip files, since Debian packs them anew; they were made from Debian's package, whose content was found equal to the original files'.
/// </summary>
internal sealed class FashionMnistFiles
{
    private const int Side = 28;

    private static readonly string[] Classes =
    [
        "0 T-shirt/top", "1 Trouser", "2 Pullover", "3 Dress", "4 Coat", "5 Sandal", "6 Shirt", "7 Sneaker", "8 Bag", "9 Ankle boot",
    ];

    /// <summary>The SHA-256 of each file's content.</summary>
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>
    {
        ["train-images-idx3-ubyte.gz"] = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        ["train-labels-idx1-ubyte.gz"] = "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        ["t10k-images-idx3-ubyte.gz"] = "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        ["t10k-labels-idx1-ubyte.gz"] = "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    };

    /// <summary>Where Debian's package puts the files.</summary>
    public string SystemFolder { get; init; } = "/usr/share/datasets/fashion-mnist";

    /// <summary>Where downloaded files are kept.</summary>
    public string CacheFolder { get; init; } = Path.Combine(UserCache(), "deepkeras", "fashion-mnist");

    /// <summary>The files' public address.</summary>
    public Uri Address { get; init; } = new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    /// <summary>How long a server may take to answer, and to send the next bytes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One of the two parts as a data set.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="part">How the part's files begin: <c>train</c> or <c>t10k</c>.</param>
    /// <param name="rows">The number of images.</param>
    /// <param name="cancellation">Stops a download.</param>
    public Dataset Load(string name, string part, int rows, CancellationToken cancellation)
    {
        byte[] images = Content($"{part}-images-idx3-ubyte.gz", cancellation);
        byte[] labels = Content($"{part}-labels-idx1-ubyte.gz", cancellation);
        ReadOnlySpan<byte> pixels = Body(images, 0x803, [rows, Side, Side]);
        var columns = new Column[Side * Side];
        for (int pixel = 0; pixel < columns.Length; pixel++)
        {
            var values = new float[rows];
            for (int row = 0; row < rows; row++)
            {
                values[row] = pixels[(row * columns.Length) + pixel];
            }

            columns[pixel] = new Column($"pixel_{pixel / Side}_{pixel % Side}", values);
        }

        int[] classes = Array.ConvertAll(Body(labels, 0x801, [rows]).ToArray(), label => (int)label);
        return Dataset.Classification(name, columns, "class", classes, Classes).With(imageShape: [Side, Side, 1], card: Card());
    }

    /// <summary>The bytes after the header of an IDX file: a magic number and the sides, big-endian.</summary>
    private static ReadOnlySpan<byte> Body(byte[] file, int magic, ReadOnlySpan<int> sides)
    {
        int at = 4 * (1 + sides.Length);
        long size = at;
        bool right = file.Length >= at && BinaryPrimitives.ReadInt32BigEndian(file) == magic;
        long product = 1;
        for (int i = 0; right && i < sides.Length; i++)
        {
            right = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4 * (i + 1))) == sides[i];
            product *= sides[i];
        }

        size += product;
        return right && file.Length == size
            ? file.AsSpan(at)
            : throw new DataException($"fashion-mnist: expected an IDX file of ({string.Join(", ", sides.ToArray())}) bytes, got {file.Length} bytes of something else.");
    }

    private static DatasetCard Card() => new(
        "Fashion-MNIST: Zalando's article images in ten classes",
        "https://github.com/zalandoresearch/fashion-mnist; Debian package dataset-fashion-mnist",
        "MIT, Copyright 2017 Zalando SE",
        ["Pixels are 0 to 255, row-major. The training part has 60,000 images, the test part 10,000; both are balanced."])
    {
        Citation = "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, arXiv:1708.07747, 2017",
    };

    /// <summary><c>$XDG_CACHE_HOME</c> where it is set, else Windows' local application data, else <c>~/.cache</c>.</summary>
    private static string UserCache()
    {
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (Path.IsPathFullyQualified(xdg ?? ""))
        {
            return xdg!;
        }

        return OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }

    private byte[] Content(string file, CancellationToken cancellation)
    {
        string system = Path.Combine(SystemFolder, file);
        if (File.Exists(system))
        {
            return Checked(file, system) ?? throw new DataException("not the file it should be (SHA-256 differs); install the package dataset-fashion-mnist again.", system, null);
        }

        string cached = Path.Combine(CacheFolder, file);
        if (File.Exists(cached) && Checked(file, cached) is { } content)
        {
            return content;
        }

        return Download(file, cached, cancellation);
    }

    /// <summary>Downloads beside the cached file and renames it once it is right, so no one ever sees half of it.</summary>
    private byte[] Download(string file, string cached, CancellationToken cancellation)
    {
        var source = new Uri(Address, file);
        string? partial = null;
        try
        {
            Directory.CreateDirectory(CacheFolder);
            partial = Path.Combine(CacheFolder, $"{file}.{Guid.NewGuid():N}.part");
            Fetch(source, partial, cancellation);
            byte[] content = Checked(file, partial)
                ?? throw new DataException($"what came is not the file it should be: expected SHA-256 {Checksums[file]} of its content. Nothing was kept. {OtherWays()}", source.ToString(), null);
            File.Move(partial, cached, overwrite: true);
            return content;
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or SocketException or UnauthorizedAccessException or TimeoutException)
        {
            throw new DataException($"fashion-mnist is not on this machine, and {source} cannot be downloaded into {CacheFolder} ({cause.Message}). {OtherWays()}", cause);
        }
        finally
        {
            if (partial is not null)
            {
                File.Delete(partial);
            }
        }
    }

    private string OtherWays() =>
        $"Either install the package dataset-fashion-mnist (Debian, Ubuntu: sudo apt install dataset-fashion-mnist), or put the four files of {Address} into {CacheFolder}: {string.Join(", ", Checksums.Keys)}.";

    private void Fetch(Uri source, string path, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = Patience };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            patience.CancelAfter(Patience);
            using var request = new HttpRequestMessage(HttpMethod.Get, source);
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new HttpRequestException($"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
            }

            using Stream body = response.Content.ReadAsStream(patience.Token);
            using FileStream target = File.Create(path);
            var buffer = new byte[1 << 16];
            while (true)
            {
                patience.CancelAfter(Patience);
                int read = body.ReadAsync(buffer, patience.Token).AsTask().GetAwaiter().GetResult();
                if (read == 0)
                {
                    break;
                }

                target.Write(buffer, 0, read);
            }

            long? expected = response.Content.Headers.ContentLength;
            if (expected is not null && target.Length != expected)
            {
                throw new HttpRequestException($"{target.Length} of {expected} bytes came");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Patience.TotalSeconds:0} seconds");
        }
    }

    /// <summary>A gzip file's content, or null when its checksum is another.</summary>
    private byte[]? Checked(string file, string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var gzip = new GZipStream(stream, CompressionMode.Decompress);
            using var content = new MemoryStream();
            gzip.CopyTo(content);
            byte[] bytes = content.ToArray();
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == Checksums[file] ? bytes : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
