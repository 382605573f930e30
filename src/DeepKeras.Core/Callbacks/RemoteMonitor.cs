using System.Text;

namespace DeepKeras.Callbacks;

/// <summary>
/// Sends each epoch's logs to a server by HTTP POST, as a form's field or as JSON. A server that cannot be reached is a warning, and the
/// training goes on. After <c>keras.callbacks.RemoteMonitor</c>.
/// </summary>
public sealed class RemoteMonitor : Callback, IDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The server.</summary>
    public string Root { get; init; } = "http://localhost:9000";

    /// <summary>The path on the server.</summary>
    public string Path { get; init; } = "/publish/epoch/end/";

    /// <summary>The form's field that holds the JSON; not used with <see cref="SendAsJson"/>.</summary>
    public string Field { get; init; } = "data";

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Whether the content is the JSON itself (<c>application/json</c>) rather than a form.</summary>
    public bool SendAsJson { get; init; }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        string json = Json(epoch, logs);
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + Path)
        {
            Content = SendAsJson ? new StringContent(json, Encoding.UTF8, "application/json") : new FormUrlEncodedContent([KeyValuePair.Create(Field, json)]),
        };
        foreach ((string name, string value) in Headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            client.Send(request).Dispose();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Keras.Warn($"RemoteMonitor could not reach the server at {Root}: {e.Message}");
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => client.Dispose();

    /// <summary>As Python's json.dumps writes it, NaN and infinities included.</summary>
    private static string Json(int epoch, IDictionary<string, float> logs)
    {
        IEnumerable<string> numbers = logs.Select(log => $"{System.Text.Json.JsonSerializer.Serialize(log.Key)}: {Number(log.Value)}");
        return $"{{{string.Join(", ", numbers.Prepend($"\"epoch\": {PythonFormat.Integer(epoch)}"))}}}";
    }

    private static string Number(float value) => float.IsNaN(value) ? "NaN" : float.IsPositiveInfinity(value) ? "Infinity" : float.IsNegativeInfinity(value) ? "-Infinity" : PythonFormat.Repr(value);
}
