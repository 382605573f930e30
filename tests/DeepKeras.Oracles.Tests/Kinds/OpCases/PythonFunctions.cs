using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeepKeras.Tests.OpCases;

/// <summary>The functions that cases give in Python, as C# functions: lambdas of arithmetic, indices, tuples and calls of <c>keras.ops</c>.</summary>
internal static partial class PythonFunctions
{
    /// <summary>The function of a type by its source.</summary>
    /// <exception cref="NoClassYetException">The source is no lambda.</exception>
    /// <exception cref="MismatchException">Functions of this type are not known, or the lambda takes other arguments.</exception>
    public static Delegate Get(string source, Type type)
    {
        Match match = Lambda().Match(source);
        if (!match.Success)
        {
            throw new NoClassYetException($"the Python function {source}");
        }

        string[] names = [.. match.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        string body = match.Groups[2].Value;
        object Run(params object[] values) => new PythonExpression(body, names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second)).Value();
        bool indexed = names.Length > 0 && body.Contains(names[0] + "[", StringComparison.Ordinal);
        bool tuple = body.StartsWith('(') && PythonExpression.IsTuple(body);
        Delegate? found = type switch
        {
            _ when type == typeof(Func<Tensor>) && names.Length == 0 && !tuple => () => One(Run()),
            _ when type == typeof(Func<IReadOnlyList<Tensor>>) && names.Length == 0 && tuple => () => Many(Run()),
            _ when type == typeof(Func<Tensor, Tensor>) && names.Length == 1 && !indexed && !tuple => (Tensor x) => One(Run(x)),
            _ when type == typeof(Func<Tensor, IReadOnlyList<Tensor>>) && names.Length == 1 && !indexed && tuple => (Tensor x) => Many(Run(x)),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, Tensor>) && names.Length == 1 && indexed => (IReadOnlyList<Tensor> x) => One(Run(x)),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, Tensor>) && !tuple => (IReadOnlyList<Tensor> x) => One(Run([.. x])),
            _ when type == typeof(Func<Tensor, Tensor, Tensor>) && names.Length == 2 && !indexed && !tuple => (Tensor a, Tensor b) => One(Run(a, b)),
            _ when type == typeof(Func<Tensor, Tensor, (Tensor, Tensor)>) && names.Length == 2 && tuple => (Tensor a, Tensor b) => (Many(Run(a, b))[0], Many(Run(a, b))[1]),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>) && names.Length == 2 && tuple =>
                (IReadOnlyList<Tensor> a, IReadOnlyList<Tensor> b) => Many(Run(a, b)),
            _ => null,
        };
        return found is not null && type.IsInstanceOfType(found) ? found : throw new MismatchException($"{source} as {type}");
    }

    private static Tensor One(object value) => value as Tensor ?? throw new MismatchException("a tuple where a tensor is expected");

    private static IReadOnlyList<Tensor> Many(object value) => value as IReadOnlyList<Tensor> ?? throw new MismatchException("a tensor where a tuple is expected");

    [GeneratedRegex(@"^lambda ?([\w, ]*): ?(.*)$", RegexOptions.Singleline)]
    private static partial Regex Lambda();
}

/// <summary>One expression, read and computed at once.</summary>
internal sealed partial class PythonExpression(string text, IReadOnlyDictionary<string, object> names)
{
    private readonly string[] words = [.. Words().Matches(text).Select(match => match.Value)];
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

    public object Value()
    {
        object value = Comparison();
        return at == words.Length ? value : throw new NoClassYetException($"the Python expression {text}");
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

    private object Comparison()
    {
        object left = Sum();
        return Take("<") ? (Tensor)left < (Tensor)Sum() : Take(">") ? (Tensor)left > (Tensor)Sum() : left;
    }

    private object Sum()
    {
        object left = Product();
        while (true)
        {
            if (Take("+"))
            {
                left = (Tensor)left + (Tensor)Product();
            }
            else if (Take("-"))
            {
                left = (Tensor)left - (Tensor)Product();
            }
            else
            {
                return left;
            }
        }
    }

    private object Product()
    {
        object left = Sign();
        while (true)
        {
            if (Take("*"))
            {
                left = (Tensor)left * (Tensor)Sign();
            }
            else if (Take("/"))
            {
                left = (Tensor)left / (Tensor)Sign();
            }
            else
            {
                return left;
            }
        }
    }

    private object Sign() => Take("-") ? -(Tensor)Sign() : Indexed();

    private object Indexed()
    {
        object value = Atom();
        while (Take("["))
        {
            int index = int.Parse(words[at++], CultureInfo.InvariantCulture);
            Expect("]");
            value = value is IReadOnlyList<Tensor> list ? list[index] : Ops.At((Tensor)value, 0, index);
        }

        return value;
    }

    private object Atom()
    {
        string word = words[at++];
        if (word == "(")
        {
            List<object> items = Items(")");
            return items is [var only] && words[at - 2] != "," ? only : items.Cast<Tensor>().ToArray();
        }

        if (word.StartsWith("ops.", StringComparison.Ordinal))
        {
            Expect("(");
            object[] arguments = [.. Items(")")];
            return Called(word, arguments);
        }

        return names.TryGetValue(word, out object? value) ? value
            : word.Contains('.', StringComparison.Ordinal) ? Ops.WeakScalar(double.Parse(word, CultureInfo.InvariantCulture), integral: false)
            : int.TryParse(word, CultureInfo.InvariantCulture, out int whole) ? Ops.WeakScalar(whole, integral: true)
            : throw new NoClassYetException($"{word} in the Python expression {text}");
    }

    private static object Called(string function, object[] arguments) => function switch
    {
        "ops.ones" or "ops.zeros" => function == "ops.ones" ? Ops.Ones(Sizes(arguments[0])) : Ops.Zeros(Sizes(arguments[0])),
        _ when arguments.All(argument => argument is Tensor) => KerasFunction.Find(function).Call([.. arguments.Cast<Tensor>()])!,
        _ => KerasFunction.Find(function).Call(JsonSerializer.SerializeToElement(arguments), JsonSerializer.SerializeToElement(new { }), new OpArguments(new Dictionary<string, Tensor>()))!,
    };

    private static Shape Sizes(object size) => size is Tensor { Node: ConstantNode node } ? [(int)node.Value[0]]
        : size is Tensor weak ? [(int)((ConstantNode)Ops.Strong(weak).Node).Value[0]]
        : Shape.Create([.. ((IReadOnlyList<Tensor>)size).Select(one => (int)((ConstantNode)Ops.Strong(one).Node).Value[0])]);

    private List<object> Items(string end)
    {
        var items = new List<object>();
        while (!Take(end))
        {
            items.Add(Comparison());
            if (!Take(","))
            {
                Expect(end);
                break;
            }
        }

        return items;
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
            throw new NoClassYetException($"the Python expression {text}");
        }
    }

    [GeneratedRegex(@"ops(\.\w+)+|\d+\.\d*(e-?\d+)?|\d+|\w+|[-+*/()\[\],<>]")]
    private static partial Regex Words();
}
