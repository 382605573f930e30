namespace DeepKeras.Data;

/// <summary>What is to be learnt from a data set; it follows from the target column.</summary>
public enum LearningTask
{
    /// <summary>Two classes.</summary>
    Binary,

    /// <summary>Three classes or more.</summary>
    Multiclass,

    /// <summary>A real number.</summary>
    Regression,
}
