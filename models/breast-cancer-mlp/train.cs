#:project ../../src/DeepKeras/DeepKeras.csproj
#:property PublishAot=false

using DeepKeras;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Optimizers;
using DeepKeras.Schedules;

Dataset cells = Datasets.BreastCancer();                     // 569 biopsies, thirty measures of their cell nuclei
Fold fold = Holdout.Split(cells, share: 0.2);
Dataset train = cells.Subset(fold.Train), test = cells.Subset(fold.Test);

var standardise = new Normalization();                       // part of the model: it takes the measures in their own units
standardise.Adapt(train.ToMatrix());
using var model = Sequential.Create([30], name: "breast_cancer_mlp")
    .Add(standardise)
    .Dense(64, "relu")
    .Dense(64, "relu")
    .Dense(1, "sigmoid", name: "malignant");

Engine.Current.ThreadCount = 1;                              // the same numbers on any machine
const int Epochs = 40, BatchSize = 32;
model.Compile(new Adam(new CosineDecay(1e-3f, Epochs * train.Rows / BatchSize)), "binary_crossentropy", ["accuracy"]);
model.Fit(train.ToMatrix(), train.Labels.ToArray(), new FitOptions { Epochs = Epochs, BatchSize = BatchSize });

model.Save("breast-cancer-mlp.keras");
model.Export("saved_model", ExportFormat.SavedModel);
model.Export("breast-cancer-mlp.onnx", ExportFormat.Onnx);

float accuracy = model.Evaluate(test.ToMatrix(), test.Labels.ToArray())["accuracy"];
ProportionInterval range = ProportionInterval.Wilson((int)Math.Round(accuracy * test.Rows), test.Rows);
Console.WriteLine($"breast-cancer-mlp: accuracy {accuracy:F4} on the {test.Rows} rows held out, 95 % interval {range.Low:F3} to {range.High:F3}");
foreach (ILearner shallow in new[] { Baseline.LogisticRegression(), Baseline.RandomForest() })
{
    using IFittedLearner fitted = shallow.Fit(train, seed: 0, default);
    Console.WriteLine($"{shallow.Name}: accuracy {Score.Accuracy.Of(test, fitted.Predict(test)):F4} on the same rows");
}
