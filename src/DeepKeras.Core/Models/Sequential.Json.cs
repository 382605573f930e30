using DeepKeras.Saving;
using DeepKeras.Saving.Models;

namespace DeepKeras;

public sealed partial class Sequential
{
    /// <inheritdoc/>
    public override string ClassName => "Sequential";

    /// <inheritdoc/>
    public override string Module => "keras";

    /// <inheritdoc/>
    public override string? RegisteredName => null;

    /// <inheritdoc/>
    public override void WriteConfig(ConfigWriter writer) => SequentialConfig.Write(this, writer);

    /// <inheritdoc/>
    protected internal override void WriteEnvelope(ConfigWriter writer)
    {
        if (Inputs.Count > 0)
        {
            writer.Key("build_config").WriteObject(config => config.Key("input_shape").WriteValue(Inputs[0].Shape));
        }

        WriteCompileConfig(writer);
    }

    /// <inheritdoc/>
    protected internal override void ReadEnvelope(ConfigReader reader)
    {
        if (reader.TryTake("build_config", out ConfigValue build) && build.IsObject && build.AsObject().TryTake("input_shape", out ConfigValue shape) && shape.IsList)
        {
            SequentialConfig.Build(this, shape);
        }
    }
}
