using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace DeepKeras.Tests.OpCases;

/// <summary>A function of <c>keras.ops</c> or <c>keras.activations</c> and the methods of <see cref="Ops"/> that are it, found by name and called with Keras's arguments.</summary>
internal sealed class KerasFunction
{
    private static readonly Lazy<Dictionary<string, string[]>> Signatures = new(ReadSignatures);
    private readonly MethodInfo[] overloads;
    private readonly string[] parameters;

    private KerasFunction(string name, MethodInfo[] overloads, string[] parameters)
    {
        Name = name;
        this.overloads = overloads;
        this.parameters = parameters;
    }

    public string Name { get; }

    /// <summary>The function by Keras's name, such as <c>ops.image.resize</c> or <c>activations.relu</c>.</summary>
    /// <exception cref="NoClassYetException">There is none yet.</exception>
    public static KerasFunction Find(string name)
    {
        string[] parts = name.Split('.');
        Type type = typeof(Ops);
        foreach (string space in parts[1..^1])
        {
            // ops.nn, ops.linalg and ops.numpy are ops by other names.
            type = type.GetNestedTypes(BindingFlags.Public).FirstOrDefault(nested => Same(nested.Name, space)) ?? (space is "nn" or "linalg" or "numpy" ? type : throw new NoClassYetException(name));
        }

        MethodInfo[] found = [.. type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => Same(method.Name, parts[^1]) || Same(method.Name, parts[^1] + "Of"))];
        return found.Length > 0 ? new(name, found, Signatures.Value.GetValueOrDefault(name, [])) : throw new NoClassYetException(name);
    }

    /// <summary>Whether the result is an array rather than a tensor, so that the operands' values must be known.</summary>
    public bool ComputesAtOnce => overloads.All(method => method.ReturnType == typeof(NumSharp.NDArray));

    /// <summary>Whether two names are one but for case and underscores.</summary>
    public static bool Same(string a, string b) => Plain(a).Equals(Plain(b), StringComparison.OrdinalIgnoreCase);

    /// <summary>Calls the overload that takes the arguments.</summary>
    public object? Call(JsonElement positional, JsonElement named, OpArguments arguments)
    {
        var given = Named(positional, named);
        var reasons = new List<string>();
        foreach (MethodInfo method in overloads.OrderBy(method => method.GetParameters().Length))
        {
            try
            {
                object?[] values = Bind(method, given, arguments);
                return Invoke(method, values);
            }
            catch (MismatchException e)
            {
                reasons.Add($"{method}: {e.Message}");
            }
        }

        throw new AssertionException($"{Name}: no overload takes the arguments {positional} {named}. {string.Join(" | ", reasons)}");
    }

    /// <summary>Calls the overload whose first parameters are tensors, with nothing else given.</summary>
    public object? Call(params Tensor[] operands)
    {
        foreach (MethodInfo method in overloads.OrderBy(method => method.GetParameters().Length))
        {
            ParameterInfo[] all = method.GetParameters();
            if (all.Length == 1 && all[0].ParameterType == typeof(Tensor[]))
            {
                return Invoke(method, [operands]);
            }

            if (all.Length >= operands.Length && all[operands.Length..].All(IsOmissible) && all[..operands.Length].All(parameter => parameter.ParameterType == typeof(Tensor)))
            {
                return Invoke(method, [.. operands, .. all[operands.Length..].Select(Omitted)]);
            }
        }

        throw new AssertionException($"{Name}: no overload takes {operands.Length} tensors alone.");
    }

    private static object? Invoke(MethodInfo method, object?[] values)
    {
        try
        {
            return method.Invoke(null, values);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>The arguments by Keras's names; those of a starred parameter together.</summary>
    private List<(string Name, JsonElement[] Values, bool Starred)> Named(JsonElement positional, JsonElement named)
    {
        var result = new List<(string, JsonElement[], bool)>();
        JsonElement[] values = [.. positional.EnumerateArray()];
        int at = 0;
        foreach (string parameter in parameters)
        {
            if (at >= values.Length)
            {
                break;
            }

            bool starred = parameter[0] == '*';
            result.Add((parameter.Trim('*'), starred ? values[at..] : [values[at]], starred));
            at = starred ? values.Length : at + 1;
        }

        Assert.That(at, Is.EqualTo(values.Length), $"{Name}: more arguments than Keras has parameters");
        string? rest = parameters.FirstOrDefault(parameter => parameter.StartsWith("**", StringComparison.Ordinal));
        JsonProperty[] properties = [.. named.EnumerateObject()];
        foreach (JsonProperty property in properties.Where(property => parameters.Contains(property.Name)))
        {
            result.Add((property.Name, [property.Value], false));
        }

        JsonProperty[] others = [.. properties.Where(property => !parameters.Contains(property.Name))];
        if (others.Length > 0)
        {
            Assert.That(rest, Is.Not.Null, $"{Name}: Keras has no parameter {others[0].Name}");
            if (others.All(property => overloads.Any(method => method.GetParameters().Any(parameter => Same(parameter.Name!, property.Name)))))
            {
                result.AddRange(others.Select(property => (property.Name, (JsonElement[])[property.Value], false)));
                return result;
            }

            result.Add((rest!.Trim('*'), [JsonSerializer.SerializeToElement(others.ToDictionary(property => property.Name, property => property.Value))], false));
        }

        return result;
    }

    private static object?[] Bind(MethodInfo method, List<(string Name, JsonElement[] Values, bool Starred)> given, OpArguments arguments)
    {
        ParameterInfo[] all = method.GetParameters();
        var values = new object?[all.Length];
        var bound = new HashSet<string>();
        for (int i = 0; i < all.Length; i++)
        {
            int at = given.FindIndex(argument => Same(argument.Name, all[i].Name!));
            if (at < 0)
            {
                values[i] = IsOmissible(all[i]) ? Omitted(all[i]) : throw new MismatchException($"{all[i].Name} is not given");
                continue;
            }

            bound.Add(given[at].Name);
            bool nullable = new NullabilityInfoContext().Create(all[i]).WriteState == NullabilityState.Nullable;
            values[i] = given[at].Starred ? arguments.Several(given[at].Values, all[i].ParameterType)
                : arguments.Convert(given[at].Values[0], all[i].ParameterType, nullable, all[i].Name!);
        }

        string? left = given.Select(argument => argument.Name).FirstOrDefault(name => !bound.Contains(name));
        return left is null ? values : throw new MismatchException($"it has no parameter {left}");
    }

    private static bool IsOmissible(ParameterInfo parameter) => parameter.IsOptional || parameter.IsDefined(typeof(ParamArrayAttribute));

    private static object? Omitted(ParameterInfo parameter) => parameter.IsOptional ? parameter.DefaultValue : Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    /// <summary>Parameters by function: of keras.ops with the stars of those that take several, of keras.activations.</summary>
    private static Dictionary<string, string[]> ReadSignatures()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "tests", "oracles", "ops", "signatures.json")))
        {
            folder = folder.Parent;
        }

        string oracles = Path.Combine(folder?.FullName ?? throw new FileNotFoundException("no tests/oracles/ops/signatures.json above the tests."), "tests", "oracles");
        var signatures = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(oracles, "ops", "signatures.json")))!;
        using JsonDocument names = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(oracles, "keras-names.json")));
        foreach (JsonProperty function in names.RootElement.GetProperty("namespaces").GetProperty("activations").EnumerateObject())
        {
            signatures.Add($"activations.{function.Name}", [.. function.Value.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!)]);
        }

        return signatures;
    }
}

/// <summary>An argument is not of a parameter's type; another overload may take it.</summary>
internal sealed class MismatchException(string message) : Exception(message);
