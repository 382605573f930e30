namespace DeepKeras.Layers;

/// <summary>A layer whose state is a statistic of data, computed before training.</summary>
internal interface IAdaptable
{
    /// <summary>Forgets the state and computes it of batches, one after the other.</summary>
    void Adapt(IEnumerable<HostArray> batches);
}
