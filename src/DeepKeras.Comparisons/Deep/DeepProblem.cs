using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>What an architecture needs to know of the training part.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Inputs">The inputs, in the order in which the preprocessing gives them.</param>
/// <param name="Task">What is to be learnt.</param>
/// <param name="Classes">The number of classes; 0 for regression.</param>
/// <param name="Rows">The number of training rows.</param>
/// <param name="TimeOrdered">Whether the rows are in time order.</param>
internal sealed record DeepProblem(string Name, IReadOnlyList<DeepInput> Inputs, LearningTask Task, int Classes, int Rows, bool TimeOrdered)
{
    /// <summary>The outputs of a head that follows the task: a number, a logit, or a logit for each class.</summary>
    public int Outputs => Task == LearningTask.Multiclass ? Classes : 1;

    public bool HasText => Inputs.Any(input => input.Kind == DeepInputKind.Text);

    /// <summary>The only input.</summary>
    /// <exception cref="ArgumentException">There are several.</exception>
    public DeepInput Only(string architecture) => Inputs.Count == 1 ? Inputs[0] : throw new ArgumentException(
        $"{architecture} takes one input; data set \"{Name}\" has {Inputs.Count}: {string.Join(", ", Inputs.Select(input => $"{input.Name} {input.Shape}"))}.");
}
