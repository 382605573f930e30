namespace DeepKeras.Optimizers;

// The order of a step is Keras's: unscale, accumulate, clip, decay, update, average, constrain, count.
public abstract partial class WeightOptimizer
{
    private protected override void Step(IReadOnlyList<Tensor?> gradients, IReadOnlyList<Variable> weights)
    {
        (Tensor Gradient, Variable Weight)[] moved =
        [
            .. gradients.Zip(weights).Where(pair => pair.First is not null)
                .Select(pair => (lossScale is double factor ? pair.First! * (1 / factor) : pair.First!, pair.Second)),
        ];
        Tensor count = Counter;
        Tensor before = GradientAccumulationSteps is int every ? Ops.FloorDivide(count, every) : count;
        var step = new OptimizerStep(before, TracedRate());
        if (GradientAccumulationSteps is int steps)
        {
            Accumulate(moved, step, Ops.Equal(Ops.Mod(count + 1, steps), 0), steps);
        }
        else
        {
            UpdateAll(moved, step);
        }

        if (UseEma)
        {
            Average(before);
        }

        foreach ((_, Variable weight) in moved)
        {
            if (weight.Constraint is { } constraint)
            {
                Assign(weight, constraint.Project(weight));
            }
        }

        Assign(Counter, count + 1);
    }

    private void UpdateAll((Tensor Gradient, Variable Weight)[] moved, OptimizerStep step)
    {
        Tensor[] gradients = Clip([.. moved.Select(pair => pair.Gradient)]);
        foreach ((_, Variable weight) in moved)
        {
            if (DecayOf(weight) is double decay && !undecayed.Contains(weight) && undecayedNames?.IsMatch(weight.Name) != true)
            {
                Tensor part = step.Once($"decay {decay:R}", weight.DType, () => decay * step.LearningRate(weight.DType));
                Assign(weight, weight - (weight * part));
            }
        }

        UpdateShared(step);
        for (int i = 0; i < moved.Length; i++)
        {
            Update(gradients[i], moved[i].Weight, PlaceOf(moved[i].Weight), step);
        }
    }

    private Tensor[] Clip(Tensor[] gradients) => this switch
    {
        { ClipNorm: > 0 and double bound } => [.. gradients.Select(gradient => gradient * (bound / Ops.Maximum(Ops.Sqrt(SquareOf(gradient)), bound)))],
        { GlobalClipNorm: > 0 and double bound } => ClipTogether(gradients, bound),
        { ClipValue: > 0 and double bound } => [.. gradients.Select(gradient => Ops.Clip(gradient, -bound, bound))],
        _ => gradients,
    };

    private static Tensor[] ClipTogether(Tensor[] gradients, double bound)
    {
        Tensor norm = Ops.Sqrt(gradients.Select(gradient => Ops.Cast(SquareOf(gradient), DType.Float32)).Aggregate((a, b) => a + b));

        // An infinite norm makes NaN of everything rather than zeros.
        Tensor scale = (bound * Ops.Minimum(1 / norm, 1 / bound)) + (norm - norm);
        return [.. gradients.Select(gradient => gradient * Ops.Cast(scale, gradient.DType))];
    }

    private static Tensor SquareOf(Tensor gradient) => Ops.Sum(Ops.Square(gradient));

    /// <summary>Every few steps the update with the mean of the gradients since the last one; else they are only added up.</summary>
    private void Accumulate((Tensor Gradient, Variable Weight)[] moved, OptimizerStep step, Tensor isUpdate, int steps)
    {
        Dictionary<Variable, Tensor> sums = moved.ToDictionary(pair => accumulators[PlaceOf(pair.Weight)], pair => pair.Gradient + accumulators[PlaceOf(pair.Weight)]);
        ConditionalUpdate.Run(
            isUpdate,
            [.. Variables, .. Weights],
            () => UpdateAll([.. moved.Select(pair => (sums[accumulators[PlaceOf(pair.Weight)]] / steps, pair.Weight))], step));
        foreach (Variable accumulator in accumulators)
        {
            Assign(accumulator, Ops.Where(isUpdate, Ops.ZerosLike(accumulator), sums.GetValueOrDefault(accumulator) ?? accumulator));
        }
    }

    private void Average(Tensor before)
    {
        Tensor started = Ops.NotEqual(before, 0);
        Tensor? overwrites = EmaOverwriteFrequency is int frequency ? Ops.Equal(Ops.Mod(before + 1, frequency), 0) : null;
        foreach (IGrouping<DType, int> places in Enumerable.Range(0, averages.Length).GroupBy(i => averages[i].DType))
        {
            Tensor stays = Ops.Cast(started, places.Key) * EmaMomentum;
            Tensor comes = 1 - stays;
            foreach (int i in places)
            {
                Variable weight = Weights[i];
                Assign(averages[i], (stays * averages[i]) + (comes * weight));
                if (overwrites is not null)
                {
                    Assign(weight, Ops.Where(overwrites, averages[i], weight));
                }
            }
        }
    }
}
