using DeepKeras.Saving;

namespace DeepKeras.Constraints;

/// <summary>What every training step forces a weight back into. After <c>keras.constraints.Constraint</c>.</summary>
[KerasModule("keras.constraints")]
public abstract class Constraint : KerasObject
{
    /// <summary>Added to a length, against division by 0: <c>keras.backend.epsilon()</c>.</summary>
    private protected const double Epsilon = 1e-7;

    /// <summary>A constraint by its Keras name, such as <c>non_neg</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Constraint(string name) => KerasRegistry.Get<Constraint>(name);

    /// <summary>The weight, forced back.</summary>
    public abstract Tensor Project(Tensor weight);
}
