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

Dataset words = Datasets.Words();                            // 20,000 words of a to z, of five languages
Fold fold = Holdout.Split(words, share: 0.2);
Dataset train = words.Subset(fold.Train), test = words.Subset(fold.Test);

// Windows of two to five letters, as n-grams are; the best place of each in the word counts.
Tensor letters = Keras.Input([18], DType.Int32, "letters");
Tensor embedded = new Embedding(27, 32).Apply(letters);
Tensor[] windows = [.. new[] { 2, 3, 4, 5 }.Select(width =>
    new GlobalMaxPooling1D().Apply(new Conv1D(96, width, padding: Padding.Same, activation: "relu").Apply(embedded)))];
Tensor features = new Dense(96, "relu").Apply(new Dropout(0.3f).Apply(new Concatenate().Apply(windows)));
using var model = new Model(letters, new Dense(5, "softmax") { Name = "probabilities" }.Apply(features)) { Name = "words_conv1d" };

Engine.Current.ThreadCount = 1;                              // the same numbers on any machine
const int Epochs = 15, BatchSize = 64;
model.Compile(new Adam(new CosineDecay(4e-3f, Epochs * train.Rows / BatchSize)), "sparse_categorical_crossentropy", ["accuracy"]);
model.Fit(Letters(train), train.Labels.ToArray(), new FitOptions { Epochs = Epochs, BatchSize = BatchSize });

model.Save("words-conv1d.keras");
model.Export("saved_model", ExportFormat.SavedModel);
model.Export("words-conv1d.onnx", ExportFormat.Onnx);

float accuracy = model.Evaluate(Letters(test), test.Labels.ToArray())["accuracy"];
ProportionInterval range = ProportionInterval.Wilson((int)Math.Round(accuracy * test.Rows), test.Rows);
Console.WriteLine($"words-conv1d: accuracy {accuracy:F4} on the {test.Rows} rows held out, 95 % interval {range.Low:F3} to {range.High:F3}");
foreach (ILearner shallow in new[] { Baseline.LinearSvm(0.5f), Baseline.LogisticRegression() })
{
    using IFittedLearner fitted = shallow.Fit(train, seed: 0, default);
    Console.WriteLine($"{shallow.Name} of character n-grams: accuracy {Score.Accuracy.Of(test, fitted.Predict(test)):F4} on the same rows");
}

// A letter is its place in the alphabet, 1 to 26; a 0 stands before the word, and zeros fill the 18 places behind it.
static DataArray Letters(Dataset data) => new(
    data.Features[0].Strings.ToArray().SelectMany(word => $"`{word}".PadRight(18, '`').Select(letter => letter - '`')).ToArray(), [data.Rows, 18]);
