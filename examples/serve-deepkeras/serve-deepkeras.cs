#:sdk Microsoft.NET.Sdk.Web
#:project ../../src/DeepKeras.Onnx/DeepKeras.Onnx.csproj
#:property PublishAot=false

// Serves the same file with DeepKeras's OnnxPredictor, which ASP.NET's container hands to whoever asks: one for all threads, its buffers used again.
//
//   dotnet run serve-deepkeras.cs
//   curl -s localhost:5000/predict -H 'Content-Type: application/json' -d '[[0,0,5,13,9,1,0,0, ... 64 numbers]]'

using DeepKeras;
using DeepKeras.Data;
using DeepKeras.Onnx;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOnnxPredictor(builder.Configuration["model"] ?? "../../models/digits-mlp/digits-mlp.onnx");

var app = builder.Build();
app.MapGet("/", (OnnxPredictor model) => $"POST /predict takes rows as {model.Inputs[0]} and gives {model.Outputs[0]}.");
app.MapPost("/predict", (float[][] images, OnnxPredictor model) =>
{
    try
    {
        var batch = new DataArray([.. images.SelectMany(image => image)], [images.Length, images.FirstOrDefault()?.Length ?? 0]);
        float[][] rows = [.. model.Predict(batch).ToFloats().Chunk(10)];
        return Results.Ok(rows.Select(row => new Answer(Array.IndexOf(row, row.Max()), row)));
    }
    catch (ShapeException wrong)
    {
        return Results.BadRequest(wrong.Message);            // input_layer: expected shape (None, 64), got (1, 3).
    }
});
app.Run();

internal sealed record Answer(int Digit, float[] Probabilities);
