using System.CommandLine;
using DeepKeras.Cli.Options;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras export</c>: a model for other programs.</summary>
internal sealed class ExportCommand : ICommand
{
    private static readonly string[] Formats = ["saved-model", "onnx", "keras", "tflite-ready"];

    private readonly Argument<string> model = new("model") { Description = "A .keras or Keras .h5 file." };
    private readonly Option<string> format = new("--format") { HelpName = "FORMAT", Description = "saved-model, onnx, keras, or tflite-ready (a SavedModel that TFLite's converter takes).", Required = true };
    private readonly Option<string> output = new("--out") { HelpName = "PATH", Description = "The file, or the folder of a SavedModel.", Required = true };

    public string Name => "export";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("export digits.keras --format onnx --out digits.onnx", "For ONNX Runtime."),
        new("export digits.keras --format saved-model --out digits", "For TensorFlow, TensorFlow Serving and Keras."),
        new("export old.h5 --format keras --out new.keras", "An old Keras file in the new format."),
    ];

    public Command Create() => new(Name, "Write a model for programs that know nothing of .NET.") { model, format, output };

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string kind = parsed.GetRequiredValue(format);
        if (!Formats.Contains(kind))
        {
            throw new UsageException(NameSuggestion.Unknown("format", kind, Formats));
        }

        bool folder = kind is "saved-model" or "tflite-ready";
        string path = parsed.GetRequiredValue(output);
        if (folder && File.Exists(path))
        {
            throw new UsageException($"--out: expected a folder's name for {kind}, got the file {path}.");
        }

        path = folder ? path : OutputFile.Check("--out", path, kind == "onnx" ? ".onnx" : ".keras")!;
        using Model loaded = Model.Load(PipelineFile.Check(parsed.GetRequiredValue(model)));
        switch (kind)
        {
            case "keras":
                loaded.Save(path);
                break;
            case "onnx":
                loaded.Export(path, ExportFormat.Onnx, cancellation: terminal.Cancellation);
                break;
            default:
                loaded.Export(path, ExportFormat.SavedModel, cancellation: terminal.Cancellation);
                break;
        }

        terminal.Output.WriteLine($"{path}: {kind}, {loaded.ParameterCount:N0} parameters");
        return Application.Done;
    }
}
