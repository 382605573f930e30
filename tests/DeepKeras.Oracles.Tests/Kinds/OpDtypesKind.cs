using System.Text.Json;
using DeepKeras.Tests.OpCases;

namespace DeepKeras.Tests;

/// <summary>The dtype of a function's (first) result for every dtype, or pair of dtypes, of its operands. Where Keras refuses a pair there is nothing to hold to.</summary>
internal sealed class OpDtypesKind : ICaseKind
{
    public string Kind => "op_dtypes";

    public void Run(OracleCase test)
    {
        string name = test.Text("fn");
        KerasFunction function = KerasFunction.Find(name == "backend.result_type" ? "ops.result_type" : name);
        string[] dtypes = [.. test.Field("dtypes").EnumerateArray().Select(item => item.GetString()!)];
        JsonElement[] results = [.. test.Field("results").EnumerateArray()];
        var wrong = new List<string>();
        using Trace.Scope scope = new Trace(training: false).Enter();
        for (int i = 0; i < dtypes.Length; i++)
        {
            if (results[i].ValueKind == JsonValueKind.Array)
            {
                for (int j = 0; j < dtypes.Length; j++)
                {
                    Compare(results[i][j], dtypes[i], dtypes[j]);
                }
            }
            else
            {
                Compare(results[i], dtypes[i]);
            }
        }

        test.AssertEqual($"wrong dtypes: {string.Join("; ", wrong)}", 0, wrong.Count);

        void Compare(JsonElement expected, params string[] operands)
        {
            if (expected.ValueKind == JsonValueKind.Null)
            {
                return;
            }

            string actual;
            try
            {
                object? value = function.Call([.. operands.Select(Operand)]);
                actual = value is DType type ? type.KerasName() : new OpResult(value).Tensors[0].DType.KerasName();
            }
            catch (ArgumentException e)
            {
                actual = e.Message;
            }

            if (actual != dtypes[expected.GetInt32()])
            {
                wrong.Add($"({string.Join(", ", operands)}): expected {dtypes[expected.GetInt32()]}, got {actual}");
            }
        }
    }

    private static Tensor Operand(string type) => type switch
    {
        "int" => Ops.WeakScalar(1, integral: true),
        "float" => Ops.WeakScalar(1, integral: false),
        _ => new InputNode("x", new(Enum.GetValues<DType>().First(candidate => candidate.KerasName() == type), [3, 3])).Output,
    };
}
