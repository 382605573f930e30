using System.Text.Json;

namespace DeepKeras.Cli;

/// <summary>A run of the program within the tests, in a folder of its own.</summary>
internal sealed class CliRun
{
    private CliRun(int code, string output, string error)
    {
        Code = code;
        Output = output;
        Error = error;
    }

    public int Code { get; }

    public string Output { get; }

    public string Error { get; }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static CliRun Of(params string[] args) => Of(CancellationToken.None, args);

    public static CliRun Of(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Program.Run(args, new Terminal(output, error) { Cancellation = cancellation });
        return new CliRun(code, output.ToString(), error.ToString());
    }

    public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
}
