using System.Text.Json;
using DeepKeras.Tests.OpCases;

namespace DeepKeras.Tests;

/// <summary>Functions of <c>keras.ops</c>: values, dtypes, shapes, the nesting of results, and gradients of Σ output · cotangent.</summary>
internal sealed class OpKind : ICaseKind
{
    public string Kind => "op";

    public void Run(OracleCase test)
    {
        test.Skip("edge", "differs", "jit_compile");
        KerasFunction function = KerasFunction.Find(test.Text("fn"));
        List<string> references = References(test.Field("args"), test.Field("kwargs"));
        List<HostArray> arrays = [.. references.Select(test.Group.Read)];
        JsonElement?[] cotangents = test.Has("cotangents") ? [.. test.Field("cotangents").EnumerateArray()] : [];
        string?[] expectedGradients = test.Has("grads") ? [.. test.Field("grads").EnumerateArray().Select(item => item.GetString())] : [];
        int firstCotangent = arrays.Count;
        arrays.AddRange(cotangents.Where(IsThere).Select(item => test.Array(item!.Value)!));
        OpResult? result = null;
        HostArray[] computed = Evaluation.Run(arrays, (_, inputs) =>
        {
            var named = references.Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second);
            if (function.ComputesAtOnce)
            {
                named = references.Zip(arrays, (name, array) => (name, Ops.Constant(array))).ToDictionary(pair => pair.name, pair => pair.Item2);
            }
            else if (test.Text("fn").StartsWith("ops.segment_", StringComparison.Ordinal))
            {
                // How many segments there are must be known when the graph is made.
                named[references[1]] = Ops.Constant(arrays[1]);
            }

            result = new(function.Call(test.Field("args"), test.Field("kwargs"), new OpArguments(named)));
            if (test.Has("postprocess") && test.Text("postprocess") != "sort_complex")
            {
                result.Replace(OpPostprocess.Apply(test.Text("postprocess"), result.Tensors));
            }

            List<Tensor> outputs = [.. result.Tensors.SelectMany(Parts)];
            int[] differentiated = Differentiated(expectedGradients);
            if (differentiated.Length > 0)
            {
                Tensor loss = Loss(result.Tensors, cotangents, inputs.AsSpan(firstCotangent));
                outputs.AddRange(Ops.Gradients(loss, [.. differentiated.Select(i => inputs[i])]));
            }

            return outputs;
        });

        if (test.Has("value"))
        {
            test.AssertEqual("value", Plain(test.Field("value")), Plain(result!.Value));
            return;
        }

        if (test.Has("postprocess") && test.Text("postprocess") == "sort_complex")
        {
            CompareSorted(test, test.Field("outputs").EnumerateArray().Single(), computed[0], computed[1]);
            return;
        }

        test.AssertEqual("structure", OpResult.Plain(test.Has("structure") ? test.Field("structure").GetRawText() : "0"), OpResult.Plain(result!.Structure));
        int at = CompareOutputs(test, result, computed);
        foreach (int i in Differentiated(expectedGradients))
        {
            test.AssertClose($"gradient {i}", test.Group.Read(expectedGradients[i]!), computed[at++]);
        }
    }

    private static int CompareOutputs(OracleCase test, OpResult result, HostArray[] computed)
    {
        int at = 0;
        JsonElement[] expected = [.. test.Field("outputs").EnumerateArray()];
        for (int i = 0; i < expected.Length; i++)
        {
            bool complex = expected[i].ValueKind == JsonValueKind.Object;
            test.AssertEqual($"output {i}: complex", complex, result.Tensors[i].DType == DType.Complex64);
            if (complex)
            {
                test.AssertClose($"output {i}, real", test.Array(expected[i].GetProperty("real"))!, computed[at++]);
                test.AssertClose($"output {i}, imaginary", test.Array(expected[i].GetProperty("imag"))!, computed[at++]);
                continue;
            }

            HostArray array = test.Array(expected[i])!;
            if (test.Flag("values", otherwise: true))
            {
                test.AssertClose($"output {i}", array, computed[at]);
            }
            else
            {
                test.AssertEqual($"output {i}", $"{array.Type} {array.Shape}", $"{computed[at].Type} {computed[at].Shape}");
            }

            at++;
        }

        return at;
    }

    private static void CompareSorted(OracleCase test, JsonElement expected, HostArray real, HostArray imaginary)
    {
        HostArray expectedReal = test.Array(expected.GetProperty("real"))!;
        HostArray expectedImaginary = test.Array(expected.GetProperty("imag"))!;
        test.AssertEqual("shape", expectedReal.Shape, real.Shape);
        (double Real, double Imaginary)[] sorted = OpPostprocess.Sorted(Enumerable.Range(0, (int)real.Elements).Select(i => (real[i], imaginary[i])));
        for (int i = 0; i < sorted.Length; i++)
        {
            test.AssertClose($"eigenvalue {i}, real", expectedReal[i], sorted[i].Real);
            test.AssertClose($"eigenvalue {i}, imaginary", expectedImaginary[i], sorted[i].Imaginary);
        }
    }

    private static Tensor Loss(IReadOnlyList<Tensor> outputs, JsonElement?[] cotangents, ReadOnlySpan<Tensor> arrays)
    {
        Tensor? loss = null;
        int at = 0;
        for (int i = 0; i < outputs.Count; i++)
        {
            if (IsThere(cotangents[i]))
            {
                Tensor part = Ops.Cast(Ops.Sum(outputs[i] * arrays[at++]), DType.Float64);
                loss = loss is null ? part : loss + part;
            }
        }

        return loss ?? throw new InvalidDataException("gradients without cotangents.");
    }

    private static int[] Differentiated(string?[] gradients) => [.. Enumerable.Range(0, gradients.Length).Where(i => gradients[i] is not null)];

    private static IEnumerable<Tensor> Parts(Tensor output) => output.DType == DType.Complex64 ? [Ops.Real(output), Ops.Imag(output)] : [output];

    private static bool IsThere(JsonElement? value) => value is { ValueKind: not JsonValueKind.Null };

    private static List<string> References(params ReadOnlySpan<JsonElement> values)
    {
        var found = new List<string>();
        foreach (JsonElement value in values)
        {
            Collect(value, found);
        }

        return found;
    }

    private static void Collect(JsonElement value, List<string> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                if (property.Name is "ref" or "real" or "imag" && property.Value.ValueKind == JsonValueKind.String)
                {
                    if (!found.Contains(property.Value.GetString()!))
                    {
                        found.Add(property.Value.GetString()!);
                    }
                }
                else
                {
                    Collect(property.Value, found);
                }
            }
        }
    }

    private static string Plain(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => $"[{string.Join(",", list.EnumerateArray().Select(item => item.ToString()))}]",
        Shape shape => $"[{string.Join(",", shape)}]",
        DType type => type.KerasName(),
        _ => value?.ToString() ?? "null",
    };
}
