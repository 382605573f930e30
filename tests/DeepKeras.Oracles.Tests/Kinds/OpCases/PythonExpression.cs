using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeepKeras.Tests.OpCases;

/// <summary>
/// One Python expression, read and computed at once: arithmetic, comparisons, indices, tuples, and calls of <c>keras.ops</c> with any arguments.
/// Values are tensors, numbers, bools, text, None and lists of them.
/// </summary>
internal sealed partial class PythonExpression(string text, IReadOnlyDictionary<string, object> names)
{
    private readonly string[] words = [.. Words().Matches(text).Select(match => match.Value)];
    private readonly Dictionary<string, Tensor> used = [];
    private int at;

    /// <summary>Whether the outermost parentheses hold a comma of their own.</summary>
    public static bool IsTuple(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i == text.Length - 1 && text[1..^1].Length > 0 && HasComma(text[1..^1]);
            }
        }

        return false;
    }

    /// <summary>A value as a tensor; numbers are weak ones.</summary>
    /// <exception cref="MismatchException">It is none.</exception>
    public static Tensor TensorOf(object? value) => value switch
    {
        Tensor tensor => tensor,
        long whole => Ops.WeakScalar(whole, integral: true),
        double number => Ops.WeakScalar(number, integral: false),
        bool flag => Ops.Constant(HostArray.Scalar(flag)),
        _ => throw new MismatchException($"{value ?? "None"} where a tensor is expected"),
    };

    public object? Value()
    {
        object? value = Comparison();
        return at == words.Length ? value : throw Unknown();
    }

    private static bool HasComma(string text)
    {
        int depth = 0;
        foreach (char c in text)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (depth == 0 && c == ',')
            {
                return true;
            }
        }

        return false;
    }

    private NoClassYetException Unknown() => new($"the Python expression {text}");

    private object? Comparison()
    {
        object? left = Sum();
        foreach ((string word, Func<Tensor, Tensor, Tensor> function) in new (string, Func<Tensor, Tensor, Tensor>)[]
            { ("<=", Ops.LessEqual), (">=", Ops.GreaterEqual), ("==", Ops.Equal), ("!=", Ops.NotEqual), ("<", Ops.Less), (">", Ops.Greater) })
        {
            if (Take(word))
            {
                return function(TensorOf(left), TensorOf(Sum()));
            }
        }

        return left;
    }

    private object? Sum()
    {
        object? left = Product();
        while (true)
        {
            if (Take("+"))
            {
                left = TensorOf(left) + TensorOf(Product());
            }
            else if (Take("-"))
            {
                left = TensorOf(left) - TensorOf(Product());
            }
            else
            {
                return left;
            }
        }
    }

    private object? Product()
    {
        object? left = Sign();
        while (true)
        {
            if (Take("*"))
            {
                left = TensorOf(left) * TensorOf(Sign());
            }
            else if (Take("//"))
            {
                left = Ops.FloorDivide(TensorOf(left), TensorOf(Sign()));
            }
            else if (Take("/"))
            {
                left = TensorOf(left) / TensorOf(Sign());
            }
            else if (Take("%"))
            {
                left = Ops.Mod(TensorOf(left), TensorOf(Sign()));
            }
            else if (Take("@"))
            {
                left = Ops.MatMul(TensorOf(left), TensorOf(Sign()));
            }
            else
            {
                return left;
            }
        }
    }

    private object? Sign() => !Take("-") ? Raised() : Sign() switch
    {
        long whole => -whole,
        double number => -number,
        var value => -TensorOf(value),
    };

    private object? Raised()
    {
        object? left = Indexed();
        return Take("**") ? Ops.Power(TensorOf(left), TensorOf(Sign())) : left;
    }

    private object? Indexed()
    {
        object? value = Atom();
        while (Take("["))
        {
            int index = Sign() is long whole ? (int)whole : throw Unknown();
            Expect("]");
            value = value switch
            {
                IReadOnlyList<Tensor> list => list[index < 0 ? index + list.Count : index],
                IReadOnlyList<object?> list => list[index < 0 ? index + list.Count : index],
                _ => Ops.At(TensorOf(value), 0, index < 0 ? index + TensorOf(value).Shape[0] : index),
            };
        }

        return value;
    }

    private object? Atom()
    {
        string word = at < words.Length ? words[at++] : throw Unknown();
        if (word is "(" or "[")
        {
            (List<object?> items, _) = Items(word == "(" ? ")" : "]");
            return word == "(" && items is [var only] && words[at - 2] != "," ? only : items;
        }

        if (word.StartsWith("ops.", StringComparison.Ordinal))
        {
            Expect("(");
            (List<object?> positional, Dictionary<string, object?> named) = Items(")");
            return Called(word, positional, named);
        }

        return names.TryGetValue(word, out object? value) ? value
            : word is "True" or "False" ? word == "True"
            : word == "None" ? null
            : word[0] is '"' or '\'' ? word[1..^1]
            : long.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out long whole) ? (object)whole
            : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : throw new NoClassYetException($"{word} in the Python expression {text}");
    }

    /// <summary>A call, by way of the arguments that a case would have.</summary>
    private object? Called(string function, List<object?> positional, Dictionary<string, object?> named)
    {
        var list = new JsonArray([.. positional.Select(Json)]);
        var pairs = new JsonObject(named.Select(pair => KeyValuePair.Create(pair.Key, Json(pair.Value))));
        object? result = KerasFunction.Find(function).Call(JsonSerializer.SerializeToElement(list), JsonSerializer.SerializeToElement(pairs), new OpArguments(used));
        return result is Tensor ? result : result is System.Runtime.CompilerServices.ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).ToList() : result;
    }

    private JsonNode? Json(object? value)
    {
        switch (value)
        {
            case Tensor tensor:
                string name = $"value {used.Count}";
                used.Add(name, tensor);
                return new JsonObject { ["ref"] = name };
            case IEnumerable<object?> items:
                return new JsonArray([.. items.Select(Json)]);
            case double number:
                return JsonNode.Parse(number.ToString("0.0################", CultureInfo.InvariantCulture));
            default:
                return JsonSerializer.SerializeToNode(value);
        }
    }

    private (List<object?> Positional, Dictionary<string, object?> Named) Items(string end)
    {
        var positional = new List<object?>();
        var named = new Dictionary<string, object?>();
        while (!Take(end))
        {
            if (at + 1 < words.Length && words[at + 1] == "=")
            {
                string name = words[at];
                at += 2;
                named[name] = Comparison();
            }
            else
            {
                positional.Add(Comparison());
            }

            if (!Take(","))
            {
                Expect(end);
                break;
            }
        }

        return (positional, named);
    }

    private bool Take(string word)
    {
        bool there = at < words.Length && words[at] == word;
        at += there ? 1 : 0;
        return there;
    }

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw Unknown();
        }
    }

    [GeneratedRegex(@"ops(\.\w+)+|\d+\.?\d*(e[-+]?\d+)?|\w+|""[^""]*""|'[^']*'|\*\*|//|<=|>=|==|!=|[-+*/%@()\[\],<>=]")]
    private static partial Regex Words();
}
