using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>A shallow learner: its encoder and its model are fitted on the training rows together.</summary>
internal abstract class ShallowLearner(string name, string settings, CharacterNGramOptions? nGrams = null) : ILearner
{
    public string Name => name;

    public LearnerKind Kind => LearnerKind.Shallow;

    public string Settings => settings;

    public virtual bool Supports(LearningTask task) => true;

    public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
    {
        if (!Supports(training.Task))
        {
            throw new NotSupportedException($"{Name} cannot learn \"{training.TargetName}\": the task is {training.Task.ToString().ToLowerInvariant()}.");
        }

        cancellation.ThrowIfCancellationRequested();
        ShallowEncoder encoder = ShallowEncoder.Fit(training, nGrams ?? new CharacterNGramOptions());
        EncodedRows rows = encoder.Transform(training);
        IShallowModel model = Train(new ShallowTraining(training, rows, seed, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return new Fitted(encoder, model);
    }

    protected abstract IShallowModel Train(ShallowTraining training);

    private sealed class Fitted(ShallowEncoder encoder, IShallowModel model) : IFittedLearner
    {
        public long Size => model.Size;

        public string SizeUnit => model.SizeUnit;

        public long FileBytes => model.Bytes + encoder.Bytes;

        public Predictions Predict(Dataset rows) => model.Predict(encoder.Transform(rows));

        public void Dispose()
        {
        }
    }
}
