#:project ../../src/DeepKeras/DeepKeras.csproj
#:property PublishAot=false

// Loads a .keras file, of DeepKeras's or of Keras's own, and predicts.
//
//   dotnet run load-keras.cs [MODEL.keras] [ROWS.csv]

using System.Globalization;
using DeepKeras;
using DeepKeras.Data;

string path = args.ElementAtOrDefault(0) ?? "../../models/digits-mlp/digits-mlp.keras";
string rows = args.ElementAtOrDefault(1) ?? "../digits.csv";

using Model model = Model.Load(path);
float[][] images = [.. File.ReadLines(rows).Skip(1).Select(line => line.Split(',').Skip(1).Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
var x = new DataArray([.. images.SelectMany(image => image)], [images.Length, 64]);
float[] probabilities = model.Predict(x).ToFloats();
foreach (float[] row in probabilities.Chunk(10))
{
    Console.WriteLine($"{Array.IndexOf(row, row.Max())} {string.Join(' ', row.Select(p => p.ToString("F7", CultureInfo.InvariantCulture)))}");
}
