namespace DeepKeras.Operations;

/// <summary>Operations that <see cref="HostStages"/> computes: engines never see them.</summary>
internal partial interface IOps<T>
{
    (T Labels, T Scores) CtcBeamSearch(T logits, T lengths, CtcBeamSearch op) => throw Refused(nameof(CtcBeamSearch));
}
