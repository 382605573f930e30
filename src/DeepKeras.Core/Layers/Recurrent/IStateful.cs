namespace DeepKeras.Layers;

/// <summary>A layer that remembers states from batch to batch.</summary>
internal interface IStateful
{
    /// <summary>The states; none before the layer is built, or where it is not stateful.</summary>
    IReadOnlyList<Variable> States { get; }

    /// <summary>Sets the states to zeros.</summary>
    void ResetStates();
}
