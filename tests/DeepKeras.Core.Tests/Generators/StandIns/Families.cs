using DeepKeras.Saving;

namespace DeepKeras.Tests.Generators.StandIns;

[KerasModule("keras.layers")]
[FluentMethods(typeof(Stack))]
internal abstract class Layer : KerasObject
{
    public string? Name { get; init; }

    public string? ReadName { get; private set; }

    public string DType { get; private set; } = "float32";

    public bool Trainable { get; private set; } = true;

    public int? BuiltFor { get; private set; }

    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(ReadName ?? Name ?? KerasNames.SnakeCase(ClassName));
        writer.Key("trainable").Write(Trainable);
        writer.Key("dtype").WriteDTypePolicy(DType);
    }

    protected internal override void ReadBaseConfig(ConfigReader reader)
    {
        ReadName = reader.TryTake("name", out ConfigValue name) ? name.AsString() : null;
        Trainable = !reader.TryTake("trainable", out ConfigValue trainable) || trainable.AsBool();
        DType = reader.TryTake("dtype", out ConfigValue dtype) ? dtype.AsDTypePolicy() : "float32";
    }

    protected internal override void ReadEnvelope(ConfigReader reader)
    {
        if (reader.TryTake("build_config", out ConfigValue build))
        {
            BuiltFor = build.AsObject().Required("input_shape").AsList()[^1].AsInt();
        }
    }
}

/// <summary>What the fluent methods extend.</summary>
internal sealed class Stack
{
    public List<Layer> Layers { get; } = [];

    public Stack Add(Layer layer)
    {
        Layers.Add(layer);
        return this;
    }
}

[KerasModule("keras.initializers")]
internal abstract class Initializer : KerasObject
{
    public static implicit operator Initializer(string name) => KerasRegistry.Get<Initializer>(name);
}

[KerasModule("keras.regularizers")]
internal abstract class Regularizer : KerasObject;

[KerasModule("keras.constraints")]
internal abstract class Constraint : KerasObject;

[KerasModule("keras.optimizers.schedules")]
internal abstract class Schedule : KerasObject;

[KerasModule("keras.losses")]
internal abstract class Loss : KerasObject
{
    private readonly string? name;

    public string Name
    {
        get => name ?? KerasNames.SnakeCase(ClassName);
        init => name = value;
    }

    public Reduction Reduction { get; init; } = Reduction.SumOverBatchSize;
}

[KerasModule("keras.optimizers")]
internal abstract class Optimizer : KerasObject
{
    public abstract LearningRate LearningRate { get; }

    private readonly string? name;

    public string Name
    {
        get => name ?? KerasNames.SnakeCase(ClassName);
        init => name = value;
    }

    public double? WeightDecay { get; init; }

    [ConfigName("clipnorm")]
    public double? ClipNorm { get; init; }

    [ConfigName("global_clipnorm")]
    public double? GlobalClipNorm { get; init; }

    [ConfigName("clipvalue")]
    public double? ClipValue { get; init; }

    public bool UseEma { get; init; }

    public double EmaMomentum { get; init; } = 0.99;

    public int? EmaOverwriteFrequency { get; init; }

    public double? LossScaleFactor { get; init; }

    public int? GradientAccumulationSteps { get; init; }
}
