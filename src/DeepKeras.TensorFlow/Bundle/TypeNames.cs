using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>What TensorFlow's types are called, those too that tensors do not have here.</summary>
internal static class TypeNames
{
    /// <summary>The name that Python gives the type, such as <c>float32</c> or <c>string</c>.</summary>
    public static string Of(DataType type) => type.ToDeepKeras()?.KerasName() ?? type.ToString() switch
    {
        ['D', 't', .. string name] => name.ToLowerInvariant(),
        string number => $"type {number}",
    };
}
