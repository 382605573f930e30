namespace DeepKeras;

/// <summary>Which way a drawn model runs, from its inputs to its outputs: <c>rankdir</c> of Keras.</summary>
public enum PlotDirection
{
    /// <summary>Downwards: <c>TB</c>.</summary>
    TopToBottom,

    /// <summary>To the right: <c>LR</c>.</summary>
    LeftToRight,

    /// <summary>Upwards: <c>BT</c>.</summary>
    BottomToTop,

    /// <summary>To the left: <c>RL</c>.</summary>
    RightToLeft,
}
