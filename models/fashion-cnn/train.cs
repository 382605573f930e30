#:project ../../src/DeepKeras/DeepKeras.csproj
#:property PublishAot=false

using DeepKeras;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;
using DeepKeras.Optimizers;
using DeepKeras.Schedules;

Dataset train = Datasets.FashionMnist(), test = Datasets.FashionMnistTest();   // 60,000 and 10,000 images of 28 × 28 pixels, 0 to 255
DataArray x = Images(train), y = train.Labels.ToArray();

using var model = Sequential.Create([28, 28, 1], name: "fashion_cnn")
    .Rescaling(1 / 255f)
    .Conv2D(16, 3, padding: Padding.Same, activation: "relu")
    .MaxPooling2D(2)
    .Conv2D(32, 3, padding: Padding.Same, activation: "relu")
    .MaxPooling2D(2)
    .Flatten()
    .Dense(64, "relu")
    .Dropout(0.3f)
    .Dense(10, "softmax", name: "probabilities");

Engine.Current.ThreadCount = 1;                              // the same numbers on any machine
const int Epochs = 12, BatchSize = 128;
model.Compile(new Adam(new CosineDecay(2e-3f, Epochs * train.Rows / BatchSize)), "sparse_categorical_crossentropy", ["accuracy"]);
model.Fit(x, y, new FitOptions { Epochs = Epochs, BatchSize = BatchSize });

model.Save("fashion-cnn.keras");
model.Export("saved_model", ExportFormat.SavedModel);
model.Export("fashion-cnn.onnx", ExportFormat.Onnx);

float accuracy = model.Evaluate(Images(test), test.Labels.ToArray(), batchSize: 256)["accuracy"];
ProportionInterval range = ProportionInterval.Wilson((int)Math.Round(accuracy * test.Rows), test.Rows);
Console.WriteLine($"fashion-cnn: accuracy {accuracy:F4} on the {test.Rows} rows of the official test part, 95 % interval {range.Low:F3} to {range.High:F3}");
foreach (ILearner shallow in new[] { Baseline.GradientBoosting(), Baseline.RandomForest() })
{
    using IFittedLearner fitted = shallow.Fit(train, seed: 0, default);
    Console.WriteLine($"{shallow.Name}: accuracy {Score.Accuracy.Of(test, fitted.Predict(test)):F4} on the same rows");
}

static DataArray Images(Dataset data) => new(data.ToMatrix().Cast<float>().ToArray(), [data.Rows, 28, 28, 1]);
