using DeepKeras.Data;
using DeepKeras.Optimizers;
using DeepKeras.Training;

namespace DeepKeras.TensorFlow.Tests.Agreement;

/// <summary>Two engines that share no code compute the same: the strongest check that either is right.</summary>
[NonParallelizable]
internal sealed class AgreementTests
{
    [TestCaseSource(typeof(Pair), nameof(Pair.Models))]
    public void First_loss_and_gradients_are_the_same(Shape row, Func<Model> make)
    {
        TrainingData data = Pair.Batch(row);
        (double Loss, HostArray[] Gradients)[] both = Pair.OnBoth(make, model => Pair.First(model, data));
        Assert.That(both[1].Loss, Is.EqualTo(both[0].Loss).Within(1e-5));
        Assert.That(both[1].Gradients, Has.Length.EqualTo(both[0].Gradients.Length).And.Length.GreaterThan(0));
        double largest = 0;
        for (int i = 0; i < both[0].Gradients.Length; i++)
        {
            for (long j = 0; j < both[0].Gradients[i].Elements; j++)
            {
                Assert.That(both[1].Gradients[i][j], Is.EqualTo(both[0].Gradients[i][j]).Within(1e-5), $"weight {i}, element {j}");
                largest = Math.Max(largest, Math.Abs(both[0].Gradients[i][j]));
            }
        }

        Assert.That(largest, Is.GreaterThan(1e-2), "gradients of nothing would agree too");
    }

    [TestCaseSource(typeof(Pair), nameof(Pair.Models))]
    public void Loss_curves_of_a_hundred_steps_are_the_same(Shape row, Func<Model> make)
    {
        TrainingData data = Pair.Batch(row);
        float[][] curves = Pair.OnBoth(make, model =>
        {
            model.Compile(new Adam(5e-3f), Pair.Loss);
            return model.Fit(data, new FitOptions { Epochs = 100, BatchSize = Pair.Rows, Shuffle = false })["loss"].ToArray();
        });
        Assert.That(curves[0], Has.Length.EqualTo(100));
        Assert.That(curves[1], Is.EqualTo(curves[0]).Within(1e-3f));
        Assert.That(curves[0][^1], Is.LessThan(0.8f * curves[0][0]), "it learns");
    }
}
