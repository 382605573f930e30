using DeepKeras.Onnx.Messages;
using static DeepKeras.Onnx.Messages.AttributeProto.Types;

namespace DeepKeras.Tests;

/// <summary>Operators of opset 18, those on texts of 20, and LabelEncoder of ai.onnx.ml 3: how many operands and results, and which attributes of which type (a <c>!</c> marks one that must be there).</summary>
internal static class OnnxSchemas
{
    private const string Window = "kernel_shape:ints strides:ints pads:ints auto_pad:string dilations:ints";

    private static readonly Dictionary<string, (int Least, int Most, int Outputs, string Attributes)> Known = new()
    {
        ["Identity"] = (1, 1, 1, ""), ["Cast"] = (1, 1, 1, "to:int!"),
        ["Abs"] = (1, 1, 1, ""), ["Neg"] = (1, 1, 1, ""), ["Sign"] = (1, 1, 1, ""), ["Sqrt"] = (1, 1, 1, ""), ["Reciprocal"] = (1, 1, 1, ""),
        ["Exp"] = (1, 1, 1, ""), ["Log"] = (1, 1, 1, ""), ["Sin"] = (1, 1, 1, ""), ["Cos"] = (1, 1, 1, ""), ["Tan"] = (1, 1, 1, ""),
        ["Asin"] = (1, 1, 1, ""), ["Acos"] = (1, 1, 1, ""), ["Atan"] = (1, 1, 1, ""), ["Sinh"] = (1, 1, 1, ""), ["Cosh"] = (1, 1, 1, ""),
        ["Tanh"] = (1, 1, 1, ""), ["Asinh"] = (1, 1, 1, ""), ["Acosh"] = (1, 1, 1, ""), ["Atanh"] = (1, 1, 1, ""), ["Sigmoid"] = (1, 1, 1, ""),
        ["Relu"] = (1, 1, 1, ""), ["Softplus"] = (1, 1, 1, ""), ["Erf"] = (1, 1, 1, ""), ["Floor"] = (1, 1, 1, ""), ["Ceil"] = (1, 1, 1, ""),
        ["Round"] = (1, 1, 1, ""), ["Not"] = (1, 1, 1, ""), ["BitwiseNot"] = (1, 1, 1, ""), ["IsNaN"] = (1, 1, 1, ""), ["IsInf"] = (1, 1, 1, "detect_negative:int detect_positive:int"),
        ["Add"] = (2, 2, 1, ""), ["Sub"] = (2, 2, 1, ""), ["Mul"] = (2, 2, 1, ""), ["Div"] = (2, 2, 1, ""), ["Pow"] = (2, 2, 1, ""), ["Mod"] = (2, 2, 1, "fmod:int"),
        ["Max"] = (1, int.MaxValue, 1, ""), ["Min"] = (1, int.MaxValue, 1, ""), ["And"] = (2, 2, 1, ""), ["Or"] = (2, 2, 1, ""), ["Xor"] = (2, 2, 1, ""),
        ["BitwiseAnd"] = (2, 2, 1, ""), ["BitwiseOr"] = (2, 2, 1, ""), ["BitwiseXor"] = (2, 2, 1, ""),
        ["Equal"] = (2, 2, 1, ""), ["Less"] = (2, 2, 1, ""), ["LessOrEqual"] = (2, 2, 1, ""), ["Greater"] = (2, 2, 1, ""), ["GreaterOrEqual"] = (2, 2, 1, ""), ["Where"] = (3, 3, 1, ""),
        ["ReduceSum"] = (1, 2, 1, "keepdims:int noop_with_empty_axes:int"), ["ReduceMean"] = (1, 2, 1, "keepdims:int noop_with_empty_axes:int"),
        ["ReduceMax"] = (1, 2, 1, "keepdims:int noop_with_empty_axes:int"), ["ReduceMin"] = (1, 2, 1, "keepdims:int noop_with_empty_axes:int"),
        ["ReduceProd"] = (1, 2, 1, "keepdims:int noop_with_empty_axes:int"),
        ["ArgMax"] = (1, 1, 1, "axis:int keepdims:int select_last_index:int"), ["ArgMin"] = (1, 1, 1, "axis:int keepdims:int select_last_index:int"),
        ["CumSum"] = (2, 2, 1, "exclusive:int reverse:int"), ["TopK"] = (2, 2, 2, "axis:int largest:int sorted:int"),
        ["Shape"] = (1, 1, 1, "start:int end:int"), ["Reshape"] = (2, 2, 1, "allowzero:int"), ["Transpose"] = (1, 1, 1, "perm:ints"), ["Expand"] = (2, 2, 1, ""),
        ["Unsqueeze"] = (2, 2, 1, ""), ["Squeeze"] = (1, 2, 1, ""), ["Concat"] = (1, int.MaxValue, 1, "axis:int!"), ["Slice"] = (3, 5, 1, ""),
        ["Pad"] = (2, 4, 1, "mode:string"), ["Tile"] = (2, 2, 1, ""), ["Range"] = (3, 3, 1, ""), ["Gather"] = (2, 2, 1, "axis:int"), ["GatherElements"] = (2, 2, 1, "axis:int"),
        ["ScatterND"] = (3, 3, 1, "reduction:string"), ["MatMul"] = (2, 2, 1, ""), ["Gemm"] = (2, 3, 1, "alpha:float beta:float transA:int transB:int"),
        ["Conv"] = (2, 3, 1, $"{Window} group:int"), ["ConvTranspose"] = (2, 3, 1, $"{Window} group:int output_padding:ints output_shape:ints"),
        ["MaxPool"] = (1, 1, 2, $"{Window} ceil_mode:int storage_order:int"), ["AveragePool"] = (1, 1, 1, "kernel_shape:ints strides:ints pads:ints auto_pad:string ceil_mode:int count_include_pad:int"),
        ["Resize"] = (1, 4, 1, "mode:string coordinate_transformation_mode:string nearest_mode:string cubic_coeff_a:float exclude_outside:int extrapolation_value:float antialias:int axes:ints keep_aspect_ratio_policy:string"),
        ["Softmax"] = (1, 1, 1, "axis:int"), ["LogSoftmax"] = (1, 1, 1, "axis:int"), ["LayerNormalization"] = (2, 3, 3, "axis:int epsilon:float stash_type:int"),
        ["Loop"] = (2, int.MaxValue, int.MaxValue, "body:graph!"), ["If"] = (1, 1, int.MaxValue, "then_branch:graph! else_branch:graph!"),
        ["Scan"] = (1, int.MaxValue, int.MaxValue, "body:graph! num_scan_inputs:int! scan_input_directions:ints scan_output_directions:ints scan_input_axes:ints scan_output_axes:ints"),
        ["LSTM"] = (3, 8, 3, "hidden_size:int direction:string activations:strings activation_alpha:floats activation_beta:floats clip:float input_forget:int layout:int"),
        ["GRU"] = (3, 6, 2, "hidden_size:int direction:string activations:strings activation_alpha:floats activation_beta:floats clip:float linear_before_reset:int layout:int"),
        ["Constant"] = (0, 0, 1, "value_string:string value_strings:strings"),
        ["StringNormalizer"] = (1, 1, 1, "case_change_action:string is_case_sensitive:int locale:string stopwords:strings"),
        ["StringSplit"] = (1, 1, 2, "delimiter:string maxsplit:int"), ["StringConcat"] = (2, 2, 1, ""),
        ["LabelEncoder"] = (1, 1, 1, "keys_strings:strings keys_int64s:ints values_strings:strings values_int64s:ints default_string:string default_int64:int"),
        ["Det"] = (1, 1, 1, ""), ["DFT"] = (1, 2, 1, "axis:int inverse:int onesided:int"), ["Einsum"] = (1, int.MaxValue, 1, "equation:string!"),
    };

    public static void Check(NodeProto node, string where, List<string> errors)
    {
        if (node.Domain != (node.OpType == "LabelEncoder" ? "ai.onnx.ml" : "") || !Known.TryGetValue(node.OpType, out (int Least, int Most, int Outputs, string Attributes) schema))
        {
            errors.Add($"{where}: opset 18 has no such operator");
            return;
        }

        if (node.Input.Count < schema.Least || node.Input.Count > schema.Most || node.Output.Count < 1 || node.Output.Count > schema.Outputs)
        {
            errors.Add($"{where}: {node.Input.Count} operands and {node.Output.Count} results");
        }

        Dictionary<string, string> types = schema.Attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':')).ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (AttributeProto attribute in node.Attribute)
        {
            string type = attribute.Type.ToString().ToLowerInvariant();
            if (!types.TryGetValue(attribute.Name, out string? expected) || expected.TrimEnd('!') != type)
            {
                errors.Add($"{where}: attribute {attribute.Name} of type {type}");
            }

            bool held = attribute.Type switch
            {
                AttributeType.Float => attribute.HasF,
                AttributeType.Int => attribute.HasI,
                AttributeType.String => attribute.HasS,
                AttributeType.Graph => attribute.G is not null,
                _ => true,
            };
            if (!held)
            {
                errors.Add($"{where}: attribute {attribute.Name} holds nothing");
            }
        }

        if (node.Attribute.Select(attribute => attribute.Name).Distinct().Count() != node.Attribute.Count)
        {
            errors.Add($"{where}: an attribute is there twice");
        }

        foreach (string missing in types.Where(pair => pair.Value.EndsWith('!') && node.Attribute.All(attribute => attribute.Name != pair.Key)).Select(pair => pair.Key))
        {
            errors.Add($"{where}: attribute {missing} is missing");
        }
    }
}
