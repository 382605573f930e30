namespace DeepKeras.Comparisons.Statistics;

/// <summary>Where a curve last rises through 0.</summary>
public enum CrossingPlace
{
    /// <summary>Within the grid.</summary>
    Inside,

    /// <summary>It is never below 0: before the first size measured, if at all.</summary>
    BeforeGrid,

    /// <summary>It ends below 0: after the last size measured, if at all.</summary>
    AfterGrid,
}
