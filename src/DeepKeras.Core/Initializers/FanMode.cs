namespace DeepKeras.Initializers;

/// <summary>What a weight's variance is divided by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs of a unit.</summary>
    FanIn,

    /// <summary>The number of outputs.</summary>
    FanOut,

    /// <summary>The mean of both.</summary>
    FanAvg,
}
