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

Dataset co2 = Datasets.Co2();                                // 2,232 weeks, each after the 52 before it, in ppmv
Fold fold = Holdout.Split(co2, share: 0.2);                  // the last fifth: years that the model has not seen
Dataset train = co2.Subset(fold.Train), test = co2.Subset(fold.Test);

// The series rises for ever, so what is learnt is the step from the last week, from how the year went up to it.
Tensor weeks = Keras.Input([52, 1], name: "weeks");
Tensor last = new Cropping1D((51, 0)).Apply(weeks);
Tensor year = new Rescaling(0.5f).Apply(new Subtract().Apply([weeks, last]));
Tensor step = new Dense(1).Apply(new LSTM(32).Apply(year));
Tensor next = new Add { Name = "next_week" }.Apply([step, new Flatten().Apply(last)]);
using var model = new Model(weeks, next) { Name = "co2_lstm" };

Engine.Current.ThreadCount = 1;                              // the same numbers on any machine
const int Epochs = 60, BatchSize = 32;
model.Compile(new Adam(new CosineDecay(3e-3f, Epochs * train.Rows / BatchSize)), "mse", ["mae"]);
model.Fit(Weeks(train), train.Targets.ToArray(), new FitOptions { Epochs = Epochs, BatchSize = BatchSize });

model.Save("co2-lstm.keras");
model.Export("saved_model", ExportFormat.SavedModel);
model.Export("co2-lstm.onnx", ExportFormat.Onnx);

Report("co2-lstm", model.Predict(Weeks(test)).ToFloats());
Report("the last week again", test.Features[^1].Numbers.ToArray());
using IFittedLearner linear = Baseline.Linear().Fit(train, seed: 0, default);
Report("linear in the 52 weeks", linear.Predict(test).Numbers);

void Report(string name, float[] predicted) =>
    Console.WriteLine($"{name}: rmse {Score.Rmse.Of(test.Targets, predicted):F4} ppmv, r2 {Score.R2.Of(test.Targets, predicted):F4} on the last {test.Rows} weeks");

static DataArray Weeks(Dataset data) => new(data.ToMatrix().Cast<float>().ToArray(), [data.Rows, 52, 1]);
