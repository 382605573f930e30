namespace DeepKeras.Comparisons.Probes;

/// <summary>What a linear probe finds in one layer's output.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">The layer's class, such as <c>Conv2D</c>.</param>
/// <param name="Shape">The output's shape of one row, such as <c>(8, 8, 32)</c>.</param>
/// <param name="Width">The numbers that the probe got: the output's, or fewer random projections of them.</param>
/// <param name="Trained">The mean score on the model's weights.</param>
/// <param name="Untrained">The same layers with fresh weights: what the architecture gives without training.</param>
/// <param name="Control">The model's weights with shuffled targets: what a probe of this width makes of noise.</param>
public sealed record ProbeLayer(string Name, string Kind, string Shape, int Width, double Trained, double Untrained, double Control);
