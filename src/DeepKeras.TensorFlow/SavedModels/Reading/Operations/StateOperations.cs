using System.Text;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Constants, variables, the checkpoint, and what only hands on.</summary>
internal static class StateOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Add("Const", call => [ConstantTensor.Read(call)]);
        table.Add("Placeholder", Value[] (call) => throw call.Wrong("a value for this input", "none: it is no input of the signature"));
        table.Add("NoOp", call => []);
        foreach (string op in (ReadOnlySpan<string>)["Identity", "IdentityN", "PlaceholderWithDefault", "PreventGradient", "CheckNumerics", "Snapshot", "EnsureShape"])
        {
            // Further inputs say what is expected of the first, save for IdentityN.
            table.Add(op, call => op == "IdentityN" ? [.. call.Inputs] : [call.Inputs[0]]);
        }

        table.Add("StopGradient", call => Ops.StopGradient(call[0]));
        table.Add("VarHandleOp", call => [new Value.Resource(call.Text("shared_name") is { Length: > 0 } name ? name : call.Node.Name)]);
        table.Add("ReadVariableOp", call => Trace.Current!.Read(VariableOf(call)));
        table.Add("VarIsInitializedOp", call => Ops.Constant(HostArray.Scalar(true)));
        table.Add("VariableShape", call => ShapeOperations.Sizes(VariableOf(call).Shape, call.Type("out_type", DType.Int32)));
        table.Add("ResourceGather", call => Ops.Take(Trace.Current!.Read(VariableOf(call)), call[1], 0));
        table.Add("AssignVariableOp", Assign);
        table.Add("AssignAddVariableOp", call => Update(call, (value, change) => value + change));
        table.Add("AssignSubVariableOp", call => Update(call, (value, change) => value - change));
        table.Add("RestoreV2", call => [.. Strings(call, 1).Select(key => new Value.Restored(Encoding.UTF8.GetString(key)))]);
    }

    private static Value[] Assign(NodeCall call)
    {
        if (call.Inputs[1] is Value.Restored restored)
        {
            call.Interpreter.Restored[ResourceOf(call)] = restored.Key;
            return [];
        }

        return Update(call, (_, value) => value);
    }

    private static Value[] Update(NodeCall call, Func<Tensor, Tensor, Tensor> change)
    {
        Variable variable = VariableOf(call);
        Trace.Current!.Update(variable, change(Trace.Current!.Read(variable), call[1]));
        return [];
    }

    private static string ResourceOf(NodeCall call) =>
        call.Inputs[0] is Value.Resource resource ? resource.Name : throw call.Wrong("a variable's handle as input 0", call.Inputs[0].GetType().Name);

    private static Variable VariableOf(NodeCall call)
    {
        string name = ResourceOf(call);
        return call.Interpreter.Variable(name) ?? throw call.Wrong("a variable that the checkpoint has", $"\"{name}\"");
    }

    private static IReadOnlyList<byte[]> Strings(NodeCall call, int i) =>
        call.Inputs[i] is Value.Text text ? text.Strings : throw call.Wrong($"strings as input {i}", call.Inputs[i].GetType().Name);
}
