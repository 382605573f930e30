#:project ../../src/DeepKeras/DeepKeras.csproj
#:property PublishAot=false

using DeepKeras;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;
using DeepKeras.Optimizers;
using DeepKeras.Schedules;

Dataset digits = Datasets.Digits();                          // 1,797 images of 8 × 8 pixels, 0 to 16
Fold fold = Holdout.Split(digits, share: 0.2);
Dataset train = digits.Subset(fold.Train), test = digits.Subset(fold.Test);

using var model = Sequential.Create([64], name: "digits_mlp")
    .Rescaling(1 / 16f)
    .Dense(64, "relu")
    .Dense(64, "relu")
    .Dense(10, "softmax", name: "probabilities");

Engine.Current.ThreadCount = 1;                              // the same numbers on any machine
const int Epochs = 40, BatchSize = 32;
model.Compile(new Adam(new CosineDecay(1e-3f, Epochs * train.Rows / BatchSize)), "sparse_categorical_crossentropy", ["accuracy"]);
model.Fit(train.ToMatrix(), train.Labels.ToArray(), new FitOptions { Epochs = Epochs, BatchSize = BatchSize });

model.Save("digits-mlp.keras");
model.Export("saved_model", ExportFormat.SavedModel);
model.Export("digits-mlp.onnx", ExportFormat.Onnx);

float accuracy = model.Evaluate(test.ToMatrix(), test.Labels.ToArray())["accuracy"];
ProportionInterval range = ProportionInterval.Wilson((int)Math.Round(accuracy * test.Rows), test.Rows);
Console.WriteLine($"digits-mlp: accuracy {accuracy:F4} on the {test.Rows} rows held out, 95 % interval {range.Low:F3} to {range.High:F3}");
foreach (ILearner shallow in new[] { Baseline.RandomForest(), Baseline.LogisticRegression() })
{
    using IFittedLearner fitted = shallow.Fit(train, seed: 0, default);
    Console.WriteLine($"{shallow.Name}: accuracy {Score.Accuracy.Of(test, fitted.Predict(test)):F4} on the same rows");
}
