using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>In which dtype a layer computes and keeps its weights: a dtype's name, <c>mixed_bfloat16</c> or <c>mixed_float16</c>. Keras's <c>DTypePolicy</c>.</summary>
/// <param name="Name">Keras's name of the policy.</param>
public sealed record DTypePolicy(string Name) : IConfigValue<DTypePolicy>
{
    /// <summary>Computes and keeps weights in float32.</summary>
    public static DTypePolicy Float32 { get; } = new("float32");

    /// <summary>The dtype in which the layer computes; floating-point inputs are cast to it.</summary>
    public DType ComputeDType => Name.StartsWith("mixed_", StringComparison.Ordinal) ? Parse(Name["mixed_".Length..]) : Parse(Name);

    /// <summary>The dtype of the layer's weights.</summary>
    public DType VariableDType => Name.StartsWith("mixed_", StringComparison.Ordinal) ? DType.Float32 : Parse(Name);

    /// <summary>A dtype's own policy.</summary>
    public static implicit operator DTypePolicy(DType type) => new(type.KerasName());

    /// <summary>A policy by Keras's name.</summary>
    public static implicit operator DTypePolicy(string name) => new(name);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteObject("keras", "DTypePolicy", config => config.Key("name").Write(Name));

    /// <inheritdoc/>
    public static DTypePolicy Read(ConfigValue value)
    {
        string name;
        if (value.IsString)
        {
            name = value.AsString();
        }
        else if (value.IsObject && value.AsObject().Required("config").AsObject().TryTake("name", out ConfigValue inner))
        {
            name = inner.AsString();
        }
        else
        {
            throw value.Expected("a dtype's name or a DTypePolicy");
        }

        try
        {
            var policy = new DTypePolicy(name);
            _ = policy.ComputeDType;
            return policy;
        }
        catch (ArgumentException)
        {
            throw value.Expected("a dtype's name such as float32 or mixed_bfloat16");
        }
    }

    private static DType Parse(string name) => Enum.TryParse(name, ignoreCase: true, out DType type) ? type
        : throw new ArgumentException(NameSuggestion.Unknown("dtype", name, [.. Enum.GetValues<DType>().Select(t => t.KerasName()), "mixed_bfloat16", "mixed_float16"]));
}
