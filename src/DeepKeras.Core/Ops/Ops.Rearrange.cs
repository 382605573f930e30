using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>Axes split, moved and merged by a pattern of names, such as <c>b (h w) c -> b c h w</c> (einops).</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="pattern">Names of the axes before and after the arrow; those in parentheses are one axis.</param>
    /// <param name="axesLengths">The sizes of axes that are split, but for one in each.</param>
    /// <exception cref="ArgumentException">The sides name different axes.</exception>
    /// <exception cref="ShapeException">The pattern does not fit the shape.</exception>
    public static Tensor Rearrange(Tensor tensor, string pattern, IReadOnlyDictionary<string, int>? axesLengths = null)
    {
        string[] sides = pattern.Split("->");
        if (sides.Length != 2)
        {
            throw new ArgumentException($"a pattern has one arrow (->); got \"{pattern}\".", nameof(pattern));
        }

        List<string[]> from = Groups(sides[0]);
        List<string[]> to = Groups(sides[1]);
        string[] before = [.. from.SelectMany(names => names)];
        string[] after = [.. to.SelectMany(names => names)];
        if (before.Distinct().Count() != before.Length || !before.Order().SequenceEqual(after.Order()))
        {
            throw new ArgumentException($"both sides of a pattern name the same axes, each once; got \"{pattern}\".", nameof(pattern));
        }

        if (from.Count != tensor.Shape.Rank)
        {
            throw new ShapeException($"the pattern \"{pattern}\" is for {from.Count} axes; got shape {tensor.Shape}.");
        }

        var sizes = new Dictionary<string, int>();
        for (int axis = 0; axis < from.Count; axis++)
        {
            int known = from[axis].Where(name => axesLengths?.ContainsKey(name) == true).Aggregate(1, (product, name) => product * axesLengths![name]);
            foreach (string name in from[axis])
            {
                sizes[name] = axesLengths is not null && axesLengths.TryGetValue(name, out int given) ? given
                    : tensor.Shape[axis] < 0 ? -1 : tensor.Shape[axis] / known;
            }
        }

        Tensor split = Reshape(tensor, [.. before.Select(name => sizes[name])]);
        Tensor moved = Transpose(split, [.. after.Select(name => Array.IndexOf(before, name))]);
        int at = 0;
        var dims = new List<int>();
        foreach (string[] names in to)
        {
            bool open = names.Any(name => sizes[name] < 0);
            dims.Add(names.Length == 1 ? ReshapeDims.Copy(at) : open ? -1 : names.Aggregate(1, (product, name) => product * sizes[name]));
            at += names.Length;
        }

        return before.Length == 0 ? tensor : Emit(new Reshape(dims.ToArray()), moved);
    }

    private static List<string[]> Groups(string side)
    {
        var groups = new List<string[]>();
        string spaced = side.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal);
        List<string>? open = null;
        foreach (string word in spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "(")
            {
                open = [];
            }
            else if (word == ")")
            {
                groups.Add([.. open ?? throw new ArgumentException($"a parenthesis in \"{side}\" is closed that was not opened.")]);
                open = null;
            }
            else if (open is not null)
            {
                open.Add(word);
            }
            else
            {
                groups.Add([word]);
            }
        }

        return groups;
    }
}
