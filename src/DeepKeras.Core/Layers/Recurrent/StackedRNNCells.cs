namespace DeepKeras.Layers;

/// <summary>
/// Cells one upon another, as one cell: each reads the output of the one before it. The states are those of all, in order. After
/// <c>keras.layers.StackedRNNCells</c>.
/// </summary>
/// <param name="cells">The cells, the first one reads the input.</param>
[Saving.NoFluentMethod]
public sealed partial class StackedRNNCells(IReadOnlyList<RNNCell> cells) : RNNCell
{
    /// <summary>The cells.</summary>
    public IReadOnlyList<RNNCell> Cells { get; } = Named(cells);

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> StateShapes => [.. Cells.SelectMany(cell => cell.StateShapes)];

    /// <inheritdoc/>
    public override Shape OutputShape => Cells[^1].OutputShape;

    internal override CellSteps Start(Tensor batch, Shape input, CallContext context)
    {
        var steps = new List<CellSteps>();
        foreach (RNNCell cell in Cells)
        {
            steps.Add(cell.Begin(batch, input, context.Trace, context.Training));
            input = cell.OutputShape;
        }

        return new(steps[0].Prepare, (prepared, states) =>
        {
            var after = new List<Tensor>();
            Tensor? x = null;
            for (int i = 0, at = 0; i < steps.Count; at += Cells[i].StateShapes.Count, i++)
            {
                (x, IReadOnlyList<Tensor> own) = steps[i].Step(x is null ? prepared : steps[i].Prepare(x), [.. states.Skip(at).Take(Cells[i].StateShapes.Count)]);
                after.AddRange(own);
            }

            return (x!, after);
        });
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        AddLayers(Cells, "cells");
        foreach (RNNCell cell in Cells)
        {
            FollowTrainable(cell);
            cell.EnsureBuilt([input]);
            input = [input[0], .. cell.OutputShape];
        }
    }

    /// <summary>Cells without a name get one each of their class's, as layers of a model do.</summary>
    private static RNNCell[] Named(IReadOnlyList<RNNCell> cells)
    {
        if (cells.Count == 0)
        {
            throw new ArgumentException("expected one cell or more, got none.", nameof(cells));
        }

        HashSet<string> taken = [.. cells.Where(cell => cell.IsNamed).Select(cell => cell.Name)];
        foreach (RNNCell cell in cells.Where(cell => !cell.IsNamed))
        {
            string stem = cell.Name;
            string name = stem;
            for (int i = 1; !taken.Add(name); i++)
            {
                name = $"{stem}_{i}";
            }

            cell.SuggestName(name);
        }

        return [.. cells];
    }
}
