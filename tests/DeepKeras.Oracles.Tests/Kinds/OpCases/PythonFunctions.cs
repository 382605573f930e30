using System.Text.RegularExpressions;

namespace DeepKeras.Tests.OpCases;

/// <summary>The functions that cases give in Python, as C# functions: lambdas of one expression (see <see cref="PythonExpression"/>).</summary>
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
        object? Run(params object[] values) => values.Length == names.Length ? new PythonExpression(body, names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second)).Value()
            : throw new MismatchException($"{source} takes {names.Length} arguments, not {values.Length}");

        // What Python has as one tensor or a tuple of them, a C# function that takes a list takes as a list.
        object Loose(IReadOnlyList<Tensor> list) => list.Count == 1 ? list[0] : list;
        object? RunLoose(IReadOnlyList<Tensor> list) => names.Length == list.Count ? Run([.. list]) : Run(Loose(list));
        bool indexed = names.Length > 0 && body.Contains(names[0] + "[", StringComparison.Ordinal);
        bool tuple = body.StartsWith('(') && PythonExpression.IsTuple(body);
        Delegate? found = type switch
        {
            _ when type == typeof(Func<Tensor>) && names.Length == 0 && !tuple => () => One(Run()),
            _ when type == typeof(Func<IReadOnlyList<Tensor>>) && names.Length == 0 && tuple => () => Many(Run()),
            _ when type == typeof(Func<Tensor, Tensor>) && names.Length == 1 && !indexed && !tuple => (Tensor x) => One(Run(x)),
            _ when type == typeof(Func<Tensor, IReadOnlyList<Tensor>>) && names.Length == 1 && !indexed && tuple => (Tensor x) => Many(Run(x)),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, Tensor>) && !tuple => (IReadOnlyList<Tensor> x) => One(RunLoose(x)),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>) => (IReadOnlyList<Tensor> x) => Many(RunLoose(x)),
            _ when type == typeof(Func<Tensor, Tensor, Tensor>) && names.Length == 2 && !indexed && !tuple => (Tensor a, Tensor b) => One(Run(a, b)),
            _ when type == typeof(Func<Tensor, Tensor, (Tensor, Tensor)>) && names.Length == 2 && !indexed && tuple => (Tensor a, Tensor b) => (One(Parts(Run(a, b))[0]), One(Parts(Run(a, b))[1])),
            _ when type == typeof(Func<Tensor, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>) && names.Length == 2 => (Tensor a, IReadOnlyList<Tensor> b) => Many(Run(a, Loose(b))),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>) && names.Length == 2 && tuple =>
                (IReadOnlyList<Tensor> a, IReadOnlyList<Tensor> b) => Many(Run(Loose(a), Loose(b))),
            _ when type == typeof(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, (IReadOnlyList<Tensor>, IReadOnlyList<Tensor>)>) && names.Length == 2 && tuple =>
                (IReadOnlyList<Tensor> a, IReadOnlyList<Tensor> b) => (Many(Parts(Run(Loose(a), Loose(b)))[0]), Many(Parts(Run(Loose(a), Loose(b)))[1])),
            _ => null,
        };
        return found is not null && type.IsInstanceOfType(found) ? found : throw new MismatchException($"{source} as {type}");
    }

    private static Tensor One(object? value) => PythonExpression.TensorOf(value);

    private static IReadOnlyList<object?> Parts(object? value) => value as IReadOnlyList<object?> ?? throw new MismatchException("a tensor where a tuple is expected");

    /// <summary>The tensors of a tuple; of one tensor, it alone; of None, none.</summary>
    private static IReadOnlyList<Tensor> Many(object? value) => value switch
    {
        null => [],
        IReadOnlyList<Tensor> list => list,
        IReadOnlyList<object?> list => [.. list.Select(PythonExpression.TensorOf)],
        _ => [One(value)],
    };

    [GeneratedRegex(@"^lambda ?([\w, ]*): ?(.*)$", RegexOptions.Singleline)]
    private static partial Regex Lambda();
}
