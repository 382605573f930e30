using System.Globalization;
using System.Text;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>
/// Tensors whose values are known while a translation is made: those that do not depend on what is fed, and those that follow from fed texts,
/// which are known for this run. They are computed on the engine when they are needed as numbers.
/// </summary>
internal sealed class KnownValues
{
    private const long MostElements = 1 << 20;
    private const long MostGiven = 1 << 26;
    private const int MostNodes = 4096;
    private readonly Dictionary<Tensor, HostArray?> found = [];
    private readonly Dictionary<Tensor, HostArray> fed = [];
    private readonly StringBuilder used = new();

    /// <summary>The values behind fed texts that the translation was made for, as text; empty: it holds for all of the same shapes.</summary>
    public string Used => used.ToString();

    /// <summary>A tensor that is fed with values which are known for this run.</summary>
    public Tensor Feed(string name, HostArray value)
    {
        Tensor input = new InputNode(name, new(value.Type, value.Shape)).Output;
        fed.Add(input, value);
        return input;
    }

    /// <summary>What such a tensor is fed with; null for others.</summary>
    public HostArray? FedWith(Tensor tensor) => fed.GetValueOrDefault(tensor);

    /// <summary>Whether the values follow from fed texts.</summary>
    public bool IsFed(Tensor tensor) => fed.Count > 0 && (fed.ContainsKey(tensor) || Behind(tensor, MostGiven)?.Count > 0);

    /// <summary>The values; null where they depend on what is fed beside texts, or are many. The translation is then one for these values.</summary>
    public HostArray? Find(Tensor tensor)
    {
        HostArray? value = Value(tensor, MostElements);
        if (value is not null && fed.Count > 0 && IsFed(tensor))
        {
            used.Append(CultureInfo.InvariantCulture, $"|{value.Shape}");
            used.Append(value.Type == DType.String ? string.Join('\0', value.Texts.ToArray()) : Convert.ToHexString(value.Bytes));
        }

        return value;
    }

    /// <summary>The values for this run alone: what is made of them must be fed too.</summary>
    public HostArray? Given(Tensor tensor) => Value(tensor, MostGiven);

    private HostArray? Value(Tensor tensor, long most)
    {
        if (tensor.Node is ConstantNode constant)
        {
            return constant.Value;
        }

        if (fed.TryGetValue(tensor, out HostArray? given))
        {
            return given;
        }

        if (!found.TryGetValue(tensor, out HostArray? value))
        {
            value = Behind(tensor, most) is { } inputs ? Compute(tensor, inputs) : null;
            found.Add(tensor, value);
        }

        return value;
    }

    /// <summary>The fed texts' tensors behind one; null where more is behind it, or much.</summary>
    private List<Tensor>? Behind(Tensor tensor, long most)
    {
        var inputs = new List<Tensor>();
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([tensor.Node]);
        while (pending.TryPop(out Node? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is InputNode && fed.ContainsKey(node.Output))
            {
                inputs.Add(node.Output);
                continue;
            }

            if (node is InputNode or VariableNode || node.Outputs.Any(output => !output.Shape.IsKnown || output.Shape.Elements > most) || seen.Count > MostNodes)
            {
                return null;
            }

            if (node is OpNode op)
            {
                foreach (Tensor input in op.Inputs)
                {
                    pending.Push(input.Node);
                }
            }
        }

        return inputs;
    }

    private HostArray Compute(Tensor tensor, List<Tensor> inputs)
    {
        using Executable executable = Engine.Current.Compile(new Graph(inputs, [tensor], []));
        return executable.Run([.. inputs.Select(input => fed[input])])[0];
    }
}
