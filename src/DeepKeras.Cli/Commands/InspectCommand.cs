using System.CommandLine;
using System.Globalization;
using DeepKeras.Cli.Options;
using DeepKeras.Layers;
using DeepKeras.Onnx;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras inspect</c>: what stands in a model's file.</summary>
internal sealed class InspectCommand : ICommand
{
    private readonly Argument<string> path = new("path") { Description = "A .keras, .h5, .weights.h5 or .onnx file, or the folder of a SavedModel. What it is shows from what stands in it, not from its name." };

    private readonly Option<string?> svg = new("--svg") { Description = "Draw the model into this file (of a .keras or .h5 file only).", HelpName = "file" };

    public string Name => "inspect";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("inspect digits.onnx", "Inputs, outputs, operators and arrays of an ONNX file."),
        new("inspect digits.keras", "The same of a Keras file: layers and weights."),
        new("inspect digits", "The same of a SavedModel's folder: signatures, operations and variables."),
        new("inspect digits.keras --svg digits.svg", "Draw a Keras model's layers, with their shapes."),
    ];

    public Command Create() => new(Name, "Show what stands in a model's file: inputs and outputs, operations, shapes and sizes.") { path, svg };

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(path);
        string? picture = parsed.GetValue(svg);
        switch (ModelFile.KindOf(file))
        {
            case ModelFileKind.SavedModel:
                RefusePicture(file, picture);
                string folder = Directory.Exists(file) ? file : Path.GetDirectoryName(Path.GetFullPath(file))!;
                Show(folder, SavedModel.Describe(folder), terminal.Output);
                break;
            case ModelFileKind.Onnx:
                RefusePicture(file, picture);
                Show(file, OnnxFileDescription.Of(file), terminal.Output);
                break;
            case ModelFileKind.Keras when file.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase):
                Show(file, WeightsFileDescription.Of(file), terminal.Output);
                break;
            default:
                using (Model model = Model.Load(file, compile: false))
                {
                    Show(file, model, terminal.Output);
                    if (picture is not null)
                    {
                        model.SaveSvg(picture, new PlotOptions { ShowShapes = true, ShowLayerActivations = true, ExpandNested = true });
                        terminal.Output.WriteLine($"picture: {picture}");
                    }
                }

                break;
        }

        return Application.Done;
    }

    private static void RefusePicture(string file, string? picture)
    {
        if (picture is not null)
        {
            throw new UsageException($"--svg draws a .keras or .h5 file; got {file}.");
        }
    }

    private static void Show(string file, OnnxFileDescription onnx, TextWriter output)
    {
        Head(output, file, $"ONNX, opset {onnx.Opset}, written by {onnx.Producer}", new FileInfo(file).Length);
        List(output, "inputs", onnx.Inputs);
        List(output, "outputs", onnx.Outputs);
        List(output, "operators", onnx.Operators.Select(pair => $"{pair.Key} × {pair.Value}"));
        List(output, "arrays", onnx.Arrays.Select(array => $"{array.Name} {array.Type}, {ModelFile.Size(array.Bytes)}"));
    }

    private static void Show(string folder, SavedModelDescription saved, TextWriter output)
    {
        string version = saved.TensorFlowVersion.Length == 0 ? "" : $" for TensorFlow {saved.TensorFlowVersion}";
        Head(output, Path.TrimEndingDirectorySeparator(folder), $"SavedModel{version}, {saved.Functions} functions", ModelFile.Bytes(folder));
        foreach (SavedModelSignature signature in saved.Signatures)
        {
            List(output, $"signature {signature.Name}", [.. signature.Inputs.Select(tensor => $"takes {Text(tensor)}"), .. signature.Outputs.Select(tensor => $"gives {Text(tensor)}")]);
        }

        List(output, "operations", saved.Operations.Select(operation => $"{operation.Operation} × {operation.Count}"));
        if (saved.Unknown.Count > 0)
        {
            List(output, "operations that DeepKeras does not run", saved.Unknown);
        }

        if (saved.Assets.Count > 0)
        {
            List(output, "assets", saved.Assets.Select(asset => $"{asset.Name}, {(asset.Bytes is long bytes ? ModelFile.Size(bytes) : "missing")}"));
        }

        List(output, "variables", saved.Variables.Select(variable => $"{variable.Key} {variable.TypeName} {variable.Shape}, {ModelFile.Size(variable.Bytes)}"));
    }

    private static string Text(SavedModelTensor tensor) => $"{tensor.Name} {tensor.TypeName} {(tensor.Shape is { } shape ? $"{shape}" : "of any rank")}";

    private static void Show(string file, WeightsFileDescription weights, TextWriter output)
    {
        Head(output, file, "Keras weights without a model", ModelFile.Bytes(file));
        List(output, "arrays", weights.Arrays.Select(array => $"{array.Path} {array.TypeName} ({string.Join(", ", array.Shape)}{(array.Shape.Count == 1 ? "," : "")}), {ModelFile.Size(array.Bytes)}"));
    }

    private static void Show(string file, Model model, TextWriter output)
    {
        Head(output, file, $"Keras {model.ClassName} \"{model.Name}\", {model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)} parameters", ModelFile.Bytes(file));
        if (ModelFile.HasPreprocessing(file))
        {
            output.WriteLine("written by deepkeras train, with the preprocessing that deepkeras predict applies before the inputs");
        }

        List(output, "inputs", model.Inputs.Select((input, i) => $"{model.InputNames[i]} {input.DType.KerasName()} {input.Shape}"));
        List(output, "outputs", model.Outputs.Select((result, i) => $"{model.OutputNames[i]} {result.DType.KerasName()} {result.Shape}"));
        List(output, "layers", model.Layers.GroupBy(layer => layer.ClassName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} × {group.Count()}"));
        List(output, "arrays", model.Weights.Select(weight => $"{weight.Path} {weight.DType.KerasName()} {weight.Shape}, {ModelFile.Size(weight.Shape.Elements * weight.DType.Size())}"));
    }

    private static void Head(TextWriter output, string file, string what, long size) => output.WriteLine($"{Path.GetFileName(file)}: {what}, {ModelFile.Size(size)}");

    private static void List(TextWriter output, string title, IEnumerable<string> lines)
    {
        output.WriteLine($"{title}:");
        foreach (string line in lines)
        {
            output.WriteLine($"  {line}");
        }
    }
}
