#:sdk Microsoft.NET.Sdk.Web
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:property PublishAot=false

// Serves an ONNX file over HTTP. There is no DeepKeras here: ONNX Runtime and ASP.NET are all it needs.
//
//   dotnet run serve-onnx.cs
//   curl -s localhost:5000/predict -H 'Content-Type: application/json' -d '[[0,0,5,13,9,1,0,0, ... 64 numbers]]'

using Microsoft.ML.OnnxRuntime;

var builder = WebApplication.CreateBuilder(args);
string path = builder.Configuration["model"] ?? "../../models/digits-mlp/digits-mlp.onnx";
if (!File.Exists(path))
{
    Console.Error.WriteLine($"there is no ONNX file {path}; give one with --model PATH.");
    return 1;
}

using var model = new InferenceSession(path);                // one for all: Run may be called by many threads at once
string input = model.InputNames[0], output = model.OutputNames[0];
int pixels = model.InputMetadata[input].Dimensions[^1], digits = model.OutputMetadata[output].Dimensions[^1];
using var options = new RunOptions();

var app = builder.Build();
app.MapGet("/", () => $"POST /predict takes rows of {pixels} numbers as JSON and gives {digits} probabilities for each.");
app.MapPost("/predict", (float[][] images) =>
{
    if (images.Length == 0 || images.Any(image => image.Length != pixels))
    {
        return Results.BadRequest($"expected rows of {pixels} numbers, got {(images.Length == 0 ? "no row" : $"a row of {images.First(image => image.Length != pixels).Length}")}.");
    }

    using OrtValue batch = OrtValue.CreateTensorValueFromMemory(images.SelectMany(image => image).ToArray(), [images.Length, pixels]);
    using var results = model.Run(options, [input], [batch], [output]);
    float[][] rows = [.. results[0].GetTensorDataAsSpan<float>().ToArray().Chunk(digits)];
    return Results.Ok(rows.Select(row => new Answer(Array.IndexOf(row, row.Max()), row)));
});
app.Run();
return 0;

internal sealed record Answer(int Digit, float[] Probabilities);
