using System.CommandLine;
using System.Globalization;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Layers;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras export</c>: a model for other programs.</summary>
internal sealed class ExportCommand : ICommand
{
    private static readonly string[] Formats = ["saved-model", "onnx", "keras", "tflite-ready"];

    private readonly Argument<string> model = new("model") { Description = "A .keras or Keras .h5 file." };
    private readonly Option<string> format = new("--format", "-f") { HelpName = "FORMAT", Description = "saved-model: for TensorFlow, TensorFlow Serving and Keras. onnx: for ONNX Runtime. keras: the .keras format of Keras 3. tflite-ready: a SavedModel that is refused unless TensorFlow Lite's converter has a built-in operation for each of its own.", Required = true };
    private readonly Option<string> output = new("--out", "-o") { HelpName = "PATH", Description = "A name that ends in .onnx or .keras, or the name of a SavedModel's folder. What is there is replaced, but never a folder with other files.", Required = true };

    public string Name => "export";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("export digits.keras --format onnx --out digits.onnx", "For ONNX Runtime."),
        new("export digits.keras --format saved-model --out digits", "For TensorFlow, TensorFlow Serving and Keras."),
        new("export digits.keras --format tflite-ready --out digits-lite", "Then, in Python: tf.lite.TFLiteConverter.from_saved_model(\"digits-lite\").convert()"),
        new("export old.h5 --format keras --out new.keras", "An old Keras file in the new format."),
    ];

    public Command Create() => new(Name, "Write a model for programs that know nothing of .NET. Inputs and outputs are those of the model: see deepkeras inspect.") { model, format, output };

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string kind = parsed.GetRequiredValue(format), path = parsed.GetRequiredValue(output), source = parsed.GetRequiredValue(model);
        if (!Formats.Contains(kind))
        {
            throw new UsageException(NameSuggestion.Unknown("format", kind, Formats));
        }

        path = kind switch
        {
            "onnx" => OutputFile.Check("--out", path, ".onnx")!,
            "keras" => OutputFile.Check("--out", path, ".keras")!,
            _ => OutputFile.CheckFolder("--out", path),
        };
        ModelFileKind found = ModelFile.KindOf(source);
        if (found is ModelFileKind.SavedModel or ModelFileKind.Onnx)
        {
            throw new UsageException($"{source} is {(found == ModelFileKind.Onnx ? "an ONNX file" : "a SavedModel")}: it can be run, but has no layers any more to export; expected a .keras or .h5 file.");
        }

        using Model loaded = Model.Load(source);
        if (kind == "keras")
        {
            loaded.Save(path, terminal.Cancellation);
        }
        else
        {
            loaded.Export(path, kind == "onnx" ? ExportFormat.Onnx : ExportFormat.SavedModel, new ExportOptions { TfLite = kind == "tflite-ready" }, terminal.Cancellation);
        }

        terminal.Output.WriteLine($"{path}: {kind}, {loaded.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)} parameters, {ModelFile.Size(ModelFile.Bytes(path))}");
        terminal.Output.WriteLine($"takes {string.Join(", ", loaded.Inputs.Select((input, i) => $"{loaded.InputNames[i]} {input.DType.KerasName()} {input.Shape}"))}");
        terminal.Output.WriteLine($"gives {string.Join(", ", loaded.Outputs.Select((result, i) => $"{loaded.OutputNames[i]} {result.DType.KerasName()} {result.Shape}"))}");
        if (ModelFile.HasPreprocessing(source))
        {
            Notes.Write(terminal, [$"{source} was written by deepkeras train, and its preprocessing stays there: the exported model takes what the preprocessing makes, not the columns of the data."]);
        }

        return Application.Done;
    }
}
