using DeepKeras.Operations;

namespace DeepKeras.Saving.Models;

/// <summary>An operation of a functional model as Keras names it, such as <c>keras.src.ops.numpy.Add</c>, and what it computes.</summary>
internal sealed record KerasOperation(string Module, string ClassName, Action<ConfigWriter> WriteConfig, Func<IReadOnlyList<object?>, IReadOnlyList<Tensor>> Compute)
{
    private const string Numpy = "keras.src.ops.numpy";
    private const string Neural = "keras.src.ops.nn";
    private const string Math = "keras.src.ops.math";
    private const string Core = "keras.src.ops.core";

    /// <summary>How Keras names an operation of ours. One that Keras does not have can be used, but not written.</summary>
    public static KerasOperation Of(Op op)
    {
        (string module, string name, Action<ConfigWriter>? config) = Describe(op);
        return new(module, name, config ?? (static _ => { }), positional => Ops.EmitAll(op, [.. positional.SelectMany(DeepKeras.Models.CallArguments.Tensors)]));
    }

    private static (string Module, string Name, Action<ConfigWriter>? Config) Describe(Op op) =>
        op switch
        {
            Unary { Kind: UnaryKind.Relu or UnaryKind.Sigmoid or UnaryKind.Softplus } unary => (Neural, unary.Kind.ToString(), null),
            Unary { Kind: UnaryKind.Erf or UnaryKind.Erfinv or UnaryKind.Rsqrt } unary => (Math, unary.Kind.ToString(), null),
            Unary unary => (Numpy, Renamed(unary.Kind), null),
            Binary binary => (Numpy, Renamed(binary.Kind), null),
            Compare compare => (Numpy, compare.Kind.ToString(), null),
            Select => (Numpy, "Where", null),
            Reduce reduce => (Numpy, reduce.Kind.ToString(), writer =>
            {
                writer.Key("axis").WriteList<int>(reduce.Axes.Span.ToArray(), static (item, axis) => item.Write(axis));
                writer.Key("keepdims").Write(reduce.KeepDims);
            }),
            Concat concat => (Numpy, "Concatenate", writer => writer.Key("axis").Write(concat.Axis)),
            Reshape reshape => (Numpy, "Reshape", writer => writer.Key("newshape").WriteList<int>(NewShape(reshape), static (item, size) => item.Write(size))),
            Transpose transpose => (Numpy, "Transpose", writer => writer.Key("axes").WriteList<int>(transpose.Permutation.Span.ToArray(), static (item, axis) => item.Write(axis))),
            ExpandDims expand => (Numpy, "ExpandDims", writer => writer.Key("axis").Write(expand.Axis)),
            Squeeze squeeze => (Numpy, "Squeeze", writer => writer.Key("axis").Write(squeeze.Axis)),
            MatMul { TransposeA: false, TransposeB: false } => (Numpy, "Matmul", null),
            Softmax softmax => (Neural, "Softmax", writer => writer.Key("axis").Write(softmax.Axis)),
            LogSoftmax softmax => (Neural, "LogSoftmax", writer => writer.Key("axis").Write(softmax.Axis)),
            Slice => (Numpy, "GetItem", null),
            Gather gather => (Numpy, "Take", writer => writer.Key("axis").Write(gather.Axis)),
            TakeAlongAxis take => (Numpy, "TakeAlongAxis", writer => writer.Key("axis").Write(take.Axis)),
            Flip flip => (Numpy, "Flip", writer => writer.Key("axis").Write(flip.Axis)),
            Tile tile => (Numpy, "Tile", writer => writer.Key("repeats").WriteList<int>(tile.Repeats.Span.ToArray(), static (item, repeats) => item.Write(repeats))),
            Cumulative cumulative => (Numpy, cumulative.Product ? "Cumprod" : "Cumsum", writer => writer.Key("axis").Write(cumulative.Axis)),
            ArgReduce arg => (Numpy, arg.Largest ? "Argmax" : "Argmin", writer => writer.Key("axis").Write(arg.Axis)),
            Cast cast => (Core, "Cast", writer => writer.Key("dtype").Write(cast.Type.KerasName())),
            StopGradient => (Core, "StopGradient", null),
            _ => ("", op.GetType().Name, _ => throw new ConfigException(op.GetType().Name, "Keras has no such operation: the model can be used, but its graph cannot be written to a config. Put the computation in a layer.")),
        };

    /// <summary>Keras's reshape cannot copy a size; one that is copied can be what is left over, if nothing else is.</summary>
    private static int[] NewShape(Reshape reshape)
    {
        int[] sizes = reshape.Dims.Span.ToArray();
        return sizes.Count(size => size < 0) <= 1 ? [.. sizes.Select(size => size < 0 ? -1 : size)]
            : throw new ConfigException("Reshape", $"a reshape to {reshape.Dims} copies sizes that are not known before, which Keras's cannot; put it in a layer.");
    }

    /// <summary>The operands as Keras's call has them: those of a concatenation are one list.</summary>
    public static IReadOnlyList<object?> Arguments(Op op, Tensor[] inputs) => op switch
    {
        Concat => [inputs],
        Slice slice => [inputs[0], (object?[])[.. Enumerable.Repeat<object?>(TensorIndex.Slice(), slice.Axis), TensorIndex.Slice(slice.Start, slice.End == Slice.ToEnd ? null : slice.End, slice.Step)]],
        _ => inputs,
    };

    /// <summary>Reads an operation of a model's config.</summary>
    /// <param name="envelope">The object with <c>class_name</c> and <c>config</c>.</param>
    /// <exception cref="ConfigException">The operation is not known, or has options that are not supported.</exception>
    public static KerasOperation Read(ConfigReader envelope)
    {
        ConfigValue className = envelope.Required("class_name");
        string name = className.AsString();
        string module = envelope.TryTake("module", out ConfigValue given) && !given.IsNull ? given.AsString() : Numpy;
        ConfigValue config = envelope.Required("config");
        ConfigReader reader = config.AsObject();
        reader.Ignore("name");
        Func<IReadOnlyList<object?>, IReadOnlyList<Tensor>> compute = KerasOperationTable.Find(name, reader)
            ?? throw new ConfigException(className.Path, NameSuggestion.Unknown("operation", name, KerasOperationTable.Names));
        reader.Ignore("dtype", "trainable");
        reader.RefuseUnknownKeys();
        return new(module, name, writer => Copy(config, writer), compute);
    }

    /// <summary>Whether an object of a model's config is an operation.</summary>
    public static bool IsOperation(ConfigValue value) =>
        value.IsObject && value.AsObject().TryTake("module", out ConfigValue module) && module.IsString && module.AsString() is { } name
        && (name.StartsWith("keras.src.ops.", StringComparison.Ordinal) || name == "keras.ops" || name.StartsWith("keras.ops.", StringComparison.Ordinal));

    /// <summary>
    /// Whether an object without a module is an operation: Keras 3's legacy files leave modules out. Every layer's config says its dtype, an
    /// operation's does not; and calls that are lists are Keras 2's, which had no operations.
    /// </summary>
    public static bool IsBareOperation(ConfigValue value) =>
        value.IsObject && value.AsObject() is { } envelope && !envelope.TryTake("module", out _) && envelope.TryTake("class_name", out ConfigValue name) && name.IsString
        && KerasOperationTable.Knows(name.AsString()) && envelope.TryTake("config", out ConfigValue config) && config.IsObject
        && config.AsObject() is { } options && !options.TryTake("dtype", out _) && !options.TryTake("trainable", out _)
        && !(envelope.TryTake("inbound_nodes", out ConfigValue calls) && calls.IsList && calls.AsList() is [{ IsList: true }, ..]);

    /// <summary>The options as they were read; the name is written apart.</summary>
    private static void Copy(ConfigValue config, ConfigWriter writer)
    {
        foreach (System.Text.Json.JsonProperty property in config.Json.EnumerateObject())
        {
            if (property.Name != "name")
            {
                writer.Key(property.Name).WriteJson(property.Value);
            }
        }
    }

    private static string Renamed(UnaryKind kind) => kind switch
    {
        UnaryKind.Abs => "Absolute",
        UnaryKind.Asin => "Arcsin",
        UnaryKind.Acos => "Arccos",
        UnaryKind.Atan => "Arctan",
        UnaryKind.Asinh => "Arcsinh",
        UnaryKind.Acosh => "Arccosh",
        UnaryKind.Atanh => "Arctanh",
        UnaryKind.IsNaN => "Isnan",
        UnaryKind.IsFinite => "Isfinite",
        _ => kind.ToString(),
    };

    private static string Renamed(BinaryKind kind) => kind switch
    {
        BinaryKind.FloorMod => "Mod",
        BinaryKind.Atan2 => "Arctan2",
        _ => kind.ToString(),
    };
}
