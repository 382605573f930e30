using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DeepKeras.Tests.OpCases;

/// <summary>What the arguments of a case are in C#: by the type of the parameter that takes each.</summary>
/// <param name="tensors">The arrays of the case, by reference.</param>
internal sealed class OpArguments(IReadOnlyDictionary<string, Tensor> tensors)
{
    /// <summary>Arguments of a starred parameter, as a list.</summary>
    public object Several(JsonElement[] values, Type type) => List(values, Element(type) ?? throw new MismatchException($"{type} takes no list"), type);

    public object? Convert(JsonElement value, Type type, bool nullable, string name)
    {
        if (Nullable.GetUnderlyingType(type) is Type inner)
        {
            return value.ValueKind == JsonValueKind.Null ? null : Convert(value, inner, false, name);
        }

        if (type == typeof(TensorIndex))
        {
            return Index(value);
        }

        if (type == typeof(TensorIndex[]) && value.ValueKind == JsonValueKind.Null)
        {
            return new[] { TensorIndex.NewAxis };
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return nullable ? null : throw new MismatchException($"{name} is null");
        }

        if (type == typeof(Tensor))
        {
            return TensorOf(value);
        }

        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("python", out JsonElement python))
        {
            return PythonFunctions.Get(python.GetString()!, type);
        }

        if (type == typeof(double) || type == typeof(float))
        {
            double number = IsNumber(value) ? OracleCase.Number(value) : throw new MismatchException($"{name} = {value} is no number");
            return type == typeof(double) ? (object)number : (float)number;
        }

        if (type == typeof(int) || type == typeof(long))
        {
            return IsInteger(value) ? (type == typeof(int) ? (object)value.GetInt32() : value.GetInt64()) : throw new MismatchException($"{name} = {value} is no whole number");
        }

        if (type == typeof(bool))
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new MismatchException($"{name} = {value} is no bool");
        }

        if (type == typeof(string))
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new MismatchException($"{name} = {value} is no text");
        }

        if (type.IsEnum)
        {
            return value.ValueKind == JsonValueKind.String
                && Enum.GetNames(type).FirstOrDefault(member => KerasFunction.Same(member, value.GetString()!)) is { } found ? Enum.Parse(type, found)
                : value.ValueKind == JsonValueKind.Number && Enum.GetUnderlyingType(type) == typeof(int) && Enum.IsDefined(type, value.GetInt32()) ? Enum.ToObject(type, value.GetInt32())
                : throw new MismatchException($"{name} = {value} is no {type.Name}");
        }

        if (type == typeof(Shape))
        {
            return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(size => IsInteger(size) || size.ValueKind == JsonValueKind.Null) ? OracleCase.ShapeOf(value)
                : IsInteger(value) ? Shape.Create([value.GetInt32()])
                : throw new MismatchException($"{name} = {value} is no shape");
        }

        if (type.IsAssignableTo(typeof(ITuple)))
        {
            return TupleOf(value, type, name);
        }

        if (value.ValueKind == JsonValueKind.Object && type.IsAssignableFrom(typeof(Dictionary<string, int>)))
        {
            return value.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetInt32());
        }

        if (Element(type) is Type element)
        {
            return value.ValueKind == JsonValueKind.Array ? List([.. value.EnumerateArray()], element, type) : List([value], element, type);
        }

        // What C# writes as an object of its own, such as a set of axes or the order of a norm, is made of what the case has.
        Type[] sources = IsInteger(value) ? [typeof(int), typeof(int[]), typeof(double)]
            : IsNumber(value) ? [typeof(double)]
            : value.ValueKind == JsonValueKind.String ? [typeof(string)]
            : [typeof(int[])];
        foreach (Type source in sources)
        {
            MethodInfo? conversion = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .FirstOrDefault(method => method.Name == "op_Implicit" && method.ReturnType == type && method.GetParameters()[0].ParameterType == source);
            if (conversion is not null)
            {
                return conversion.Invoke(null, [Convert(value, source, false, name)]);
            }
        }

        throw new MismatchException($"{name}: {value} as {type}");
    }

    private Tensor TensorOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.TryGetProperty("ref", out JsonElement reference):
                return tensors[reference.GetString()!];
            case JsonValueKind.Object when value.TryGetProperty("real", out JsonElement real):
                return Ops.ViewAsComplex(Ops.Stack([tensors[real.GetString()!], tensors[value.GetProperty("imag").GetString()!]], -1));
            case JsonValueKind.True or JsonValueKind.False:
                return Ops.Constant(HostArray.Scalar(value.GetBoolean()));
            case JsonValueKind.Array:
                return Nested(value);
            default:
                return IsInteger(value) ? Ops.WeakScalar(value.GetInt64(), integral: true)
                    : IsNumber(value) ? Ops.WeakScalar(OracleCase.Number(value), integral: false)
                    : throw new MismatchException($"{value} is no tensor");
        }
    }

    /// <summary>A list of Python numbers as an array: int32 where all are whole, else float32.</summary>
    private static Tensor Nested(JsonElement value)
    {
        var shape = new List<int>();
        var leaves = new List<JsonElement>();
        for (JsonElement level = value; level.ValueKind == JsonValueKind.Array; level = level[0])
        {
            shape.Add(level.GetArrayLength());
            if (level.GetArrayLength() == 0)
            {
                break;
            }
        }

        Collect(value, leaves);
        bool bools = leaves.Count > 0 && leaves.All(leaf => leaf.ValueKind is JsonValueKind.True or JsonValueKind.False);
        bool whole = leaves.Count > 0 && leaves.All(IsInteger);
        if (!bools && !whole && !leaves.All(IsNumber))
        {
            throw new MismatchException($"{value} is no array of numbers");
        }

        var array = new HostArray(bools ? DType.Bool : whole ? DType.Int32 : DType.Float32, shape.ToArray());
        for (int i = 0; i < leaves.Count; i++)
        {
            array[i] = bools ? (leaves[i].GetBoolean() ? 1 : 0) : OracleCase.Number(leaves[i]);
        }

        return Ops.Constant(array);
    }

    private static void Collect(JsonElement value, List<JsonElement> leaves)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            leaves.Add(value);
            return;
        }

        foreach (JsonElement item in value.EnumerateArray())
        {
            Collect(item, leaves);
        }
    }

    private object TupleOf(JsonElement value, Type type, string name)
    {
        Type[] parts = type.GetGenericArguments();
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw new MismatchException($"{name} = {value} is no tuple");
        return items.Length == parts.Length ? Activator.CreateInstance(type, [.. items.Select((item, i) => Convert(item, parts[i], false, name))])!
            : throw new MismatchException($"{name} = {value} has not {parts.Length} parts");
    }

    private static TensorIndex Index(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => TensorIndex.NewAxis,
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.Object when value.TryGetProperty("ellipsis", out _) => TensorIndex.Ellipsis,
        JsonValueKind.Object when value.TryGetProperty("slice", out JsonElement slice) => TensorIndex.Slice(Bound(slice[0]), Bound(slice[1]), Bound(slice[2]) ?? 1),
        _ => throw new MismatchException($"{value} is no index"),
    };

    private static int? Bound(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();

    private object List(JsonElement[] values, Type element, Type type)
    {
        Array list = Array.CreateInstance(element, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            list.SetValue(Convert(values[i], element, false, "an item"), i);
        }

        return type.IsInstanceOfType(list) ? list : throw new MismatchException($"{type} is no list of {element}");
    }

    private static Type? Element(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType()) ? type.GetGenericArguments()[0]
        : null;

    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) && !value.GetRawText().Contains('.', StringComparison.Ordinal);

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number || (value.ValueKind == JsonValueKind.String && value.GetString() is "NaN" or "Infinity" or "-Infinity");
}
