using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>Which curve an area is taken under.</summary>
public enum AUCCurve
{
    /// <summary>True positive rate over false positive rate.</summary>
    [ConfigName("ROC")]
    ROC,

    /// <summary>Precision over recall.</summary>
    [ConfigName("PR")]
    PR,

    /// <summary>Precision gain over recall gain: P. Flach, M. Kull, Precision-Recall-Gain Curves, 2015.</summary>
    [ConfigName("PRGAIN")]
    PRGain,
}
