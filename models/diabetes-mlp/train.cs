#:project ../../src/DeepKeras/DeepKeras.csproj
#:property PublishAot=false

using DeepKeras;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Optimizers;
using DeepKeras.Schedules;

Dataset diabetes = Datasets.Diabetes();                      // 442 patients, ten measures in their own units
Fold fold = Holdout.Split(diabetes, share: 0.2);
Dataset train = diabetes.Subset(fold.Train), test = diabetes.Subset(fold.Test);

// What prepares the numbers is part of the model: it takes measures and gives the progression, both in their own units.
var standardise = new Normalization();
standardise.Adapt(train.ToMatrix());
float[] progression = train.Targets.ToArray();
float mean = progression.Average(), deviation = MathF.Sqrt(progression.Average(y => (y - mean) * (y - mean)));

using var model = Sequential.Create([10], name: "diabetes_mlp")
    .Add(standardise)
    .Dense(64, "relu")
    .Dropout(0.2f)
    .Dense(64, "relu")
    .Dropout(0.2f)
    .Dense(1)
    .Rescaling(deviation, mean, name: "progression");

Engine.Current.ThreadCount = 1;                              // the same numbers on any machine
const int Epochs = 60, BatchSize = 32;
model.Compile(new Adam(new CosineDecay(1e-3f, Epochs * train.Rows / BatchSize)), "mse", ["mae"]);
model.Fit(train.ToMatrix(), progression, new FitOptions { Epochs = Epochs, BatchSize = BatchSize });

model.Save("diabetes-mlp.keras");
model.Export("saved_model", ExportFormat.SavedModel);
model.Export("diabetes-mlp.onnx", ExportFormat.Onnx);

Report("diabetes-mlp", model.Predict(test.ToMatrix()).ToFloats());
foreach (ILearner shallow in new[] { Baseline.Linear(), Baseline.RandomForest() })
{
    using IFittedLearner fitted = shallow.Fit(train, seed: 0, default);
    Report(shallow.Name, fitted.Predict(test).Numbers);
}

void Report(string name, float[] predicted) =>
    Console.WriteLine($"{name}: r2 {Score.R2.Of(test.Targets, predicted):F4}, mae {Score.Mae.Of(test.Targets, predicted):F2} on the {test.Rows} rows held out");
