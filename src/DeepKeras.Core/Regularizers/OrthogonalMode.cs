namespace DeepKeras.Regularizers;

/// <summary>Which vectors of a matrix are to be orthogonal.</summary>
public enum OrthogonalMode
{
    /// <summary>Its rows.</summary>
    Rows,

    /// <summary>Its columns.</summary>
    Columns,
}
