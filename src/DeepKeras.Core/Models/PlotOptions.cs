namespace DeepKeras;

/// <summary>What a drawn model shows: the arguments of <c>keras.utils.plot_model</c>.</summary>
public sealed record PlotOptions
{
    /// <summary>Whether the shapes that go in and come out are shown.</summary>
    public bool ShowShapes { get; init; }

    /// <summary>Whether the outputs' dtypes are shown.</summary>
    public bool ShowDtype { get; init; }

    /// <summary>Whether layers' names are shown, or their classes alone.</summary>
    public bool ShowLayerNames { get; init; } = true;

    /// <summary>Which way the model runs.</summary>
    public PlotDirection Direction { get; init; }

    /// <summary>Whether nested models are drawn with what is inside.</summary>
    public bool ExpandNested { get; init; }

    /// <summary>Whether layers' activations are shown.</summary>
    public bool ShowLayerActivations { get; init; }

    /// <summary>Whether it is shown which layers training moves; those that it does not have a dashed frame.</summary>
    public bool ShowTrainable { get; init; }
}
