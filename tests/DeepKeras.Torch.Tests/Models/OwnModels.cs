using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>x ↦ x · σ(x W).</summary>
[RegisterKeras("tests")]
public sealed partial class Gate(int units) : Layer
{
    private Variable kernel = null!;

    protected override void Build(Shape input) => kernel = AddWeight("kernel", [input[^1], Units]);

    protected override Tensor Call(Tensor x, CallContext context) => x * Ops.Sigmoid(Ops.MatMul(x, kernel));
}

/// <summary>Gives its input; adds rate · mean(x²) to the loss and watches mean(|x|).</summary>
public sealed partial class Watched(double rate) : Layer
{
    private readonly Mean size = new() { Name = "size" };
    private bool added;

    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (!added)
        {
            AddMetric(size);
            added = true;
        }

        context.AddLoss(Rate * Ops.Mean(Ops.Square(x)));
        size.UpdateState(Ops.Mean(Ops.Abs(x)));
        return x;
    }
}

/// <summary>(y − ŷ)⁴.</summary>
public sealed partial class Quartic : Loss
{
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Ops.Mean(Ops.Square(Ops.Square(yTrue - yPred)), [-1]);
}

/// <summary>The largest error so far.</summary>
public sealed partial class WorstError : Metric
{
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        Variable worst = State("worst", Shape.Scalar);
        Assign(worst, Ops.Maximum(worst, Ops.Max(Ops.Abs(yTrue - yPred))));
    }

    public override Tensor Result() => State("worst", Shape.Scalar);
}

/// <summary>Two dense layers with a call of their own.</summary>
[RegisterKeras("tests")]
public sealed partial class TwoLayers : Model
{
    private readonly Dense hidden;
    private readonly Dense result;

    public TwoLayers(int units)
    {
        Units = units;
        hidden = AddLayer(new Dense(units, "relu"), "hidden");
        result = AddLayer(new Dense(1), "result");
    }

    public int Units { get; }

    protected override Tensor Call(Tensor x, CallContext context) => result.Apply(hidden.Apply(x));
}

/// <summary>A model of one tensor with two outputs.</summary>
internal sealed class TwoOutputs : Model
{
    private readonly Dense a;
    private readonly Dense b;

    public TwoOutputs()
    {
        a = AddLayer(new Dense(1));
        b = AddLayer(new Dense(2));
    }

    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context) => [a.Apply(inputs[0]), b.Apply(inputs[0])];
}

/// <summary>Trains y = w x by hand: w ← w − 0.1 · ∂loss/∂w, and watches the loss under a name of its own.</summary>
internal sealed class ByHand : Model
{
    private readonly Dense line;
    private readonly Mean watched;

    public ByHand()
    {
        line = AddLayer(new Dense(1, useBias: false, kernelInitializer: "zeros"));
        watched = AddMetric(new Mean { Name = "by_hand" });
    }

    protected override Tensor Call(Tensor x, CallContext context) => line.Apply(x);

    protected override void TrainStep(StepBatch batch)
    {
        Tensor loss = Ops.Mean(Ops.Square(batch.Y[0] - Forward(batch)[0]));
        IReadOnlyList<Tensor?> gradients = Ops.Gradients(loss, TrainableWeights);
        Optimizer!.Apply(gradients, TrainableWeights);
        watched.UpdateState(loss);
    }
}

/// <summary>Moves inputs against the gradient of their output before it learns them: gradients to inputs in a step.</summary>
internal sealed class Adversarial(Tensor input, Tensor output) : Model(input, output)
{
    public float Size { get; init; }

    protected override void TrainStep(StepBatch batch)
    {
        Tensor x = batch.X[0];
        Tensor first = Ops.Mean(Ops.Square(batch.Y[0] - Forward(batch)[0]));
        Tensor moved = x + (Size * Ops.Sign(Ops.StopGradient(Ops.Gradients(first, [x])[0])));
        Tensor loss = Ops.Mean(Ops.Square(batch.Y[0] - Apply(moved)));
        TrackLoss(loss);
        Optimizer!.Minimize(loss, TrainableWeights);
    }
}

/// <summary>Adds something to the compiled loss, and doubles predictions.</summary>
internal sealed class Shifted(Tensor input, Tensor output) : Model(input, output)
{
    protected override Tensor ComputeLoss(StepBatch batch, IReadOnlyList<Tensor> predictions) => base.ComputeLoss(batch, predictions) + 10;

    protected override IReadOnlyList<Tensor> PredictStep(StepBatch batch) => [2 * Forward(batch)[0]];
}

/// <summary>Learns inputs without targets.</summary>
internal sealed class Autoencoder : Model
{
    private readonly Dense code;
    private readonly Dense back;

    public Autoencoder()
    {
        code = AddLayer(new Dense(2), "code");
        back = AddLayer(new Dense(3), "back");
    }

    protected override Tensor Call(Tensor x, CallContext context) => back.Apply(code.Apply(x));

    protected override Tensor ComputeLoss(StepBatch batch, IReadOnlyList<Tensor> predictions) => Ops.Mean(Ops.Square(batch.X[0] - predictions[0]));
}

/// <summary>A callback in three lines.</summary>
internal sealed class LossList : Callback
{
    public List<float> Losses { get; } = [];

    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => Losses.Add(logs["loss"]);
}
