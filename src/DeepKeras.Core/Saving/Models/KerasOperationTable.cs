using DeepKeras.Models;

namespace DeepKeras.Saving.Models;

/// <summary>What the operations of Keras's graphs compute, by class name.</summary>
internal static class KerasOperationTable
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Unary = new(StringComparer.Ordinal)
    {
        ["Absolute"] = Ops.Abs, ["Abs"] = Ops.Abs, ["Negative"] = Ops.Negative, ["Sign"] = Ops.Sign, ["Square"] = Ops.Square,
        ["Sqrt"] = Ops.Sqrt, ["Rsqrt"] = Ops.Rsqrt, ["Reciprocal"] = Ops.Reciprocal,
        ["Exp"] = Ops.Exp, ["Expm1"] = Ops.Expm1, ["Log"] = Ops.Log, ["Log1p"] = Ops.Log1p,
        ["Sin"] = Ops.Sin, ["Cos"] = Ops.Cos, ["Tan"] = Ops.Tan, ["Arcsin"] = Ops.Arcsin, ["Arccos"] = Ops.Arccos, ["Arctan"] = Ops.Arctan,
        ["Sinh"] = Ops.Sinh, ["Cosh"] = Ops.Cosh, ["Tanh"] = Ops.Tanh, ["Arcsinh"] = Ops.Arcsinh, ["Arccosh"] = Ops.Arccosh, ["Arctanh"] = Ops.Arctanh,
        ["Sigmoid"] = x => Activation.Sigmoid.Apply(x), ["Relu"] = Ops.Relu, ["Softplus"] = Ops.Softplus, ["Erf"] = Ops.Erf, ["Erfinv"] = Ops.Erfinv,
        ["Floor"] = Ops.Floor, ["Ceil"] = Ops.Ceil, ["Isnan"] = Ops.IsNaN, ["Isfinite"] = Ops.IsFinite,
        ["LogicalNot"] = Ops.LogicalNot, ["StopGradient"] = Ops.StopGradient,
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Binary = new(StringComparer.Ordinal)
    {
        ["Add"] = Ops.Add, ["Subtract"] = Ops.Subtract, ["Multiply"] = Ops.Multiply, ["Divide"] = Ops.Divide, ["TrueDivide"] = Ops.Divide,
        ["FloorDivide"] = Ops.FloorDivide, ["Mod"] = Ops.Mod, ["Power"] = Ops.Power, ["Maximum"] = Ops.Maximum, ["Minimum"] = Ops.Minimum,
        ["Arctan2"] = Ops.Arctan2, ["LogicalAnd"] = Ops.LogicalAnd, ["LogicalOr"] = Ops.LogicalOr, ["LogicalXor"] = Ops.LogicalXor,
        ["Equal"] = Ops.Equal, ["NotEqual"] = Ops.NotEqual, ["Less"] = Ops.Less, ["LessEqual"] = Ops.LessEqual, ["Greater"] = Ops.Greater,
        ["GreaterEqual"] = Ops.GreaterEqual, ["Matmul"] = Ops.MatMul,
    };

    private static readonly Dictionary<string, Func<Tensor, int[]?, bool, Tensor>> Reductions = new(StringComparer.Ordinal)
    {
        ["Sum"] = Ops.Sum, ["Mean"] = Ops.Mean, ["Max"] = (x, axes, keep) => Ops.Max(x, axes, keep), ["Min"] = (x, axes, keep) => Ops.Min(x, axes, keep), ["Prod"] = (x, axes, keep) => Ops.Prod(x, axes, keep), ["Any"] = Ops.Any, ["All"] = Ops.All,
        ["Var"] = Ops.Variance, ["Logsumexp"] = Ops.LogSumExp,
    };

    private static readonly string[] Others = ["Concatenate", "Stack", "Reshape", "Transpose", "ExpandDims", "Squeeze", "Softmax", "LogSoftmax", "Cast", "Where", "Argmax", "Argmin", "Clip"];

    public static IEnumerable<string> Names => Unary.Keys.Concat(Binary.Keys).Concat(Reductions.Keys).Concat(Others).Order(StringComparer.Ordinal);

    /// <summary>What an operation computes with the options of its config; null: the class is not known.</summary>
    public static Func<IReadOnlyList<object?>, IReadOnlyList<Tensor>>? Find(string name, ConfigReader config)
    {
        if (Unary.TryGetValue(name, out Func<Tensor, Tensor>? unary))
        {
            return operands => [unary(One(operands, 0))];
        }

        if (Binary.TryGetValue(name, out Func<Tensor, Tensor, Tensor>? binary))
        {
            return operands => [binary(One(operands, 0), One(operands, 1))];
        }

        if (Reductions.TryGetValue(name, out Func<Tensor, int[]?, bool, Tensor>? reduce))
        {
            int[]? axes = Axes(config, "axis");
            bool keep = config.TryTake("keepdims", out ConfigValue kept) && kept.AsBool();
            config.OnlyNull("dtype");
            config.OnlyNull("initial");
            return operands => [reduce(One(operands, 0), axes, keep)];
        }

        return Shaped(name, config);
    }

    private static Func<IReadOnlyList<object?>, IReadOnlyList<Tensor>>? Shaped(string name, ConfigReader config)
    {
        switch (name)
        {
            case "Concatenate":
                int along = Axis(config, -1);
                return operands => [Ops.Concatenate(Many(operands), along)];
            case "Stack":
                int stacked = Axis(config, 0);
                return operands => [Ops.Stack(Many(operands), stacked)];
            case "Reshape":
                int[] shape = Axes(config, "newshape") ?? throw new ConfigException(config.Path, "the key \"newshape\" is missing.");
                return operands => [Ops.Reshape(One(operands, 0), shape)];
            case "Transpose":
                int[]? order = Axes(config, "axes");
                return operands => [order is null ? Ops.Transpose(One(operands, 0)) : Ops.Transpose(One(operands, 0), order)];
            case "ExpandDims":
                int[] added = Axes(config, "axis") ?? [-1];
                return operands => [added.Aggregate(One(operands, 0), Ops.ExpandDims)];
            case "Squeeze":
                int[] removed = Axes(config, "axis") ?? throw new ConfigException(config.Path, "squeeze needs an axis here.");
                return operands => [removed.OrderDescending().Aggregate(One(operands, 0), Ops.Squeeze)];
            case "Softmax":
                int classes = Axis(config, -1);
                return operands => [classes == -1 ? Activation.Softmax.Apply(One(operands, 0)) : Ops.Softmax(One(operands, 0), classes)];
            case "LogSoftmax":
                int logs = Axis(config, -1);
                return operands => [Ops.LogSoftmax(One(operands, 0), logs)];
            case "Cast":
                ConfigValue type = config.Required("dtype");
                DType target = Enum.TryParse(type.AsString(), ignoreCase: true, out DType known) ? known : throw type.Expected("a dtype");
                return operands => [Ops.Cast(One(operands, 0), target)];
            case "Where":
                return operands => [Ops.Where(One(operands, 0), One(operands, 1), One(operands, 2))];
            case "Clip":
                ConfigValue low = config.Required("x_min"), high = config.Required("x_max");
                (double least, double most) = (low.AsDouble(), high.AsDouble());
                return operands => [Ops.Clip(One(operands, 0), least, most)];
            case "Argmax":
            case "Argmin":
                int reduced = Axes(config, "axis") is [int axis] ? axis : throw new ConfigException(config.Path, $"{name} needs an axis here.");
                config.Only("keepdims", false);
                return operands => [name == "Argmax" ? Ops.ArgMax(One(operands, 0), reduced) : Ops.ArgMin(One(operands, 0), reduced)];
            default:
                return null;
        }
    }

    private static int Axis(ConfigReader config, int missing) => config.TryTake("axis", out ConfigValue axis) ? axis.AsInt() : missing;

    private static int[]? Axes(ConfigReader config, string key) =>
        !config.TryTake(key, out ConfigValue value) || value.IsNull ? null : value.IsNumber ? [value.AsInt()] : value.AsList(item => item.AsInt());

    private static Tensor[] Many(IReadOnlyList<object?> operands) => [.. operands.SelectMany(CallArguments.Tensors)];

    /// <summary>An operand; a plain number takes the dtype of what it meets.</summary>
    private static Tensor One(IReadOnlyList<object?> operands, int index) =>
        index >= operands.Count ? throw new ShapeException($"expected {index + 1} operands, got {operands.Count}.")
        : operands[index] switch
        {
            Tensor tensor => tensor,
            double number => number,
            long number => checked((int)number),
            bool flag => Ops.Cast(flag ? 1 : 0, DType.Bool),
            var other => throw new ShapeException($"expected a tensor or a number as operand {index}, got {other ?? "null"}."),
        };
}
