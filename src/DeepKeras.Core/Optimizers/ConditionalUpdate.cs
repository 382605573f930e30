namespace DeepKeras.Optimizers;

/// <summary>Updates that take place where a condition holds, without a branch in the graph.</summary>
internal static class ConditionalUpdate
{
    /// <summary>Runs updates and makes their results depend on the condition.</summary>
    /// <param name="condition">A bool scalar.</param>
    /// <param name="variables">Every variable that may be updated.</param>
    /// <param name="update">The updates.</param>
    public static void Run(Tensor condition, IReadOnlyList<Variable> variables, Action update)
    {
        (Variable Variable, Tensor Before)[] before = [.. variables.Select(variable => (variable, (Tensor)variable))];
        update();
        foreach ((Variable variable, Tensor old) in before)
        {
            Tensor updated = variable;
            if (updated != old)
            {
                Trace.Require(variable).Update(variable, Ops.Where(condition, updated, old));
            }
        }
    }
}
