namespace DeepKeras.Comparisons.Statistics;

/// <summary>What <see cref="WilcoxonSignedRank"/> does with differences of 0.</summary>
public enum ZeroMethod
{
    /// <summary>Leaves them out before ranking (Wilcoxon 1945).</summary>
    Wilcox,

    /// <summary>Ranks them and then drops their ranks (Pratt 1959).</summary>
    Pratt,

    /// <summary>Ranks them and gives half their ranks to each side (Demšar 2006); no exact p.</summary>
    Split,
}
