using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NumSharp;

namespace DeepKeras.Tests.OpCases;

/// <summary>What a function gave, flat, and how it was nested.</summary>
internal sealed partial class OpResult
{
    private readonly List<Tensor> tensors = [];

    public OpResult(object? value)
    {
        Value = value;
        Structure = value is Shape or int or DType ? "" : Flatten(value);
    }

    /// <summary>The result as it came.</summary>
    public object? Value { get; }

    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>Nested indices into <see cref="Tensors"/>, such as <c>[0,[1,2]]</c>.</summary>
    public string Structure { get; }

    /// <summary>A structure without spaces, a list of one tensor as the tensor: a C# function that gives lists gives one tensor so.</summary>
    public static string Plain(string structure)
    {
        structure = structure.Replace(" ", "", StringComparison.Ordinal);
        return structure[0] == '[' ? Single().Replace(structure, "$1") : structure;
    }

    public void Replace(IReadOnlyList<Tensor> others)
    {
        tensors.Clear();
        tensors.AddRange(others);
    }

    private string Flatten(object? value)
    {
        switch (value)
        {
            case Tensor tensor:
                tensors.Add(tensor);
                return (tensors.Count - 1).ToString(CultureInfo.InvariantCulture);
            case NDArray array:
                tensors.Add(Ops.Constant(HostArrayConversions.FromNDArray(array)));
                return (tensors.Count - 1).ToString(CultureInfo.InvariantCulture);
            case ITuple tuple when Enumerable.Range(0, tuple.Length).Count(i => tuple[i] is not null) == 1:
                return Flatten(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).Single(item => item is not null));
            case ITuple tuple:
                return $"[{string.Join(",", Enumerable.Range(0, tuple.Length).Where(i => tuple[i] is not null).Select(i => Flatten(tuple[i])))}]";
            case IEnumerable list:
                return $"[{string.Join(",", list.Cast<object?>().Select(Flatten))}]";
            default:
                throw new AssertionException($"a result of {value?.GetType().ToString() ?? "null"} holds no tensors");
        }
    }

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Single();
}
