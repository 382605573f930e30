using DeepKeras.Saving;
using DeepKeras.Saving.Models;
using DeepKeras.Training;

namespace DeepKeras;

public partial class Model
{
    /// <inheritdoc/>
    public override string ClassName => HasOwnCall ? GetType().Name : "Functional";

    /// <inheritdoc/>
    public override string Module => HasOwnCall ? base.Module : "keras.src.models.functional";

    /// <inheritdoc/>
    public override string? RegisteredName => HasOwnCall ? base.RegisteredName : "Functional";

    /// <summary>A model of its config, as <see cref="KerasObject.ToJson"/> and Keras's <c>to_json</c> write it: layers without weights' values.</summary>
    /// <param name="json">The config: a Sequential's or a functional model's.</param>
    /// <param name="compile">Whether the model is compiled as it was, where the config says how.</param>
    /// <exception cref="ConfigException">It is no JSON, a class is unknown, or something does not fit; the message names the place.</exception>
    public static Model FromJson(string json, bool compile = true) => Read(ConfigJson.Parse(json), compile);

    /// <summary>Reads a model. Keras makes the optimizer's state at once; where a file tells what there was, that is left to it.</summary>
    internal static Model Read(ConfigValue value, bool compile, bool buildOptimizer = true)
    {
        try
        {
            value = Keras2Config.Modernize(value);
            Model model = value.AsKeras<Model>();
            if (compile && value.IsObject && value.AsObject().TryTake("compile_config", out ConfigValue how) && how.IsObject && how.Json.GetPropertyCount() > 0)
            {
                model.CompileFrom(how, buildOptimizer);
            }

            return model;
        }
        catch (Exception e) when (ConfigException.IsRefusal(e))
        {
            throw new ConfigException(value.Path, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void WriteConfig(ConfigWriter writer)
    {
        if (HasOwnCall)
        {
            base.WriteConfig(writer);
        }
        else
        {
            FunctionalConfig.Write(this, writer);
        }
    }

    /// <inheritdoc/>
    protected internal override void WriteEnvelope(ConfigWriter writer)
    {
        if (HasOwnCall)
        {
            base.WriteEnvelope(writer);
        }
        else
        {
            writer.Key("build_config").WriteObject(static config => config.Key("input_shape").WriteNull());
        }

        WriteCompileConfig(writer);
    }

    /// <summary>Compiles the model as a <c>compile_config</c> says.</summary>
    internal void CompileFrom(ConfigValue config, bool buildOptimizer = true)
    {
        Compile(CompileArguments.Read(config));
        if (IsBuilt && buildOptimizer)
        {
            optimizer!.Build(TrainableWeights);
        }
    }

    private protected void WriteCompileConfig(ConfigWriter writer) =>
        writer.Key("compile_config").WriteObject(config => compiled?.Arguments.Write(config));
}
