using System.Text;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Calls, loops and branches.</summary>
internal static class ControlOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Add("StatefulPartitionedCall", call => call.Interpreter.Call(call.Function("f"), call.Inputs));
        table.Add("PartitionedCall", call => call.Interpreter.Call(call.Function("f"), call.Inputs));
        table.Add("While", Loop);
        table.Add("StatelessWhile", Loop);
        table.Add("Assert", Asserted);
        table.Add("If", Branch);
        table.Add("StatelessIf", Branch);
    }

    /// <summary>Every step in turn: how many there are must not depend on what is fed, beyond its shape.</summary>
    private static Value[] Loop(NodeCall call)
    {
        Value[] state = [.. call.Inputs];
        while (Holds(call, call.Interpreter.Call(call.Function("cond"), state)))
        {
            Value[] next = call.Interpreter.Call(call.Function("body"), state);
            state = next.Length == state.Length ? next : throw call.Wrong($"{state.Length} values from a step", $"{next.Length}");
        }

        return state;
    }

    private static bool Holds(NodeCall call, Value[] condition)
    {
        if (condition is not [Value.Numbers { Tensor: { DType: DType.Bool } tensor }])
        {
            throw call.Wrong("a truth value as the condition", "something else");
        }

        HostArray value = call.Interpreter.Known.Find(tensor) ?? throw call.Wrong("a number of steps that follows from shapes", "one that depends on the data");
        return value.Elements == 1 && value[0] != 0;
    }

    /// <summary>What runs after it asks for the truth of its first input.</summary>
    private static Value[] Asserted(NodeCall call)
    {
        if (call[0].DType != DType.Bool)
        {
            throw call.Wrong("a truth value as input 0", call[0].DType.KerasName());
        }

        string said = string.Join(" ", call.Inputs.Skip(1).OfType<Value.Text>().SelectMany(text => text.Strings).Select(Encoding.UTF8.GetString));
        return [new Value.Condition(call[0], said.Length > 0 ? said : $"the model demands what does not hold, at {GraphInterpreter.Place(call.Node)}.")];
    }

    private static Value[] Branch(NodeCall call)
    {
        Value[] inputs = [.. call.Inputs.Skip(1)];
        string yes = call.Function("then_branch"), no = call.Function("else_branch");
        if (call.IsKnown(0))
        {
            return call.Interpreter.Call(call.Known(0)[0] != 0 ? yes : no, inputs);
        }

        // Both are computed, and each result is picked.
        Value[] a = call.Interpreter.Call(yes, inputs), b = call.Interpreter.Call(no, inputs);
        return a.Length != b.Length ? throw call.Wrong("as many results from both branches", $"{a.Length} and {b.Length}") : [.. a.Zip(b).Select(Value (pair) => pair switch
        {
            (Value.Numbers x, Value.Numbers y) when x.Tensor.Shape.Equals(y.Tensor.Shape) => new Value.Numbers(Ops.Where(call[0], x.Tensor, y.Tensor)),
            _ => throw call.Wrong("branches of one shape, as the data decide", "different ones"),
        })];
    }
}
