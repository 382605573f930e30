namespace DeepKeras.Callbacks;

/// <summary>Which way is better for a watched number.</summary>
public enum MonitorMode
{
    /// <summary>It follows from the loss or metric that is watched: a loss goes down, an accuracy up.</summary>
    Auto,

    /// <summary>Less is better.</summary>
    Min,

    /// <summary>More is better.</summary>
    Max,
}
