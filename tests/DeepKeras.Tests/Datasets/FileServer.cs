using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeepKeras.Tests.BuiltIn;

/// <summary>A web server on 127.0.0.1 that gives what it is told to, and counts what it was asked for.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[]?> answer;
    private readonly List<string> asked = [];

    /// <param name="answer">The whole response for a path such as <c>/file</c>; null: none, ever.</param>
    public FileServer(Func<string, byte[]?> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Serve();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    public static byte[] Ok(byte[] body) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public static byte[] NotFound() => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        var open = new List<TcpClient>();
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                open.Add(client);
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                string path = (await reader.ReadLineAsync())!.Split(' ')[1];
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                lock (asked)
                {
                    asked.Add(path);
                }

                if (answer(path) is { } response)
                {
                    await client.GetStream().WriteAsync(response);
                    client.Dispose();
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            open.ForEach(client => client.Dispose());
        }
    }
}
