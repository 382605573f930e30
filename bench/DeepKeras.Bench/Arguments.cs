using System.Globalization;

namespace DeepKeras.Bench;

/// <summary>The command line: words, <c>--name value</c> and <c>--flag</c>.</summary>
internal sealed class Arguments
{
    private static readonly string[] Flags = ["quick"];
    private readonly Dictionary<string, string> options = [];

    public Arguments(string[] args)
    {
        var words = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                words.Add(args[i]);
            else if (Flags.Contains(args[i][2..]))
                options[args[i][2..]] = "";
            else if (i + 1 < args.Length)
                options[args[i][2..]] = args[++i];
            else
                throw new UsageException($"{args[i]} wants a value.");
        }
        Words = words;
    }

    public IReadOnlyList<string> Words { get; }

    public bool Has(string name) => options.ContainsKey(name);

    public string? Text(string name) => options.GetValueOrDefault(name);

    public int? Number(string name) =>
        options.TryGetValue(name, out string? text)
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
                ? value
                : throw new UsageException($"--{name} wants a whole number above 0, got '{text}'.")
            : null;

    public string[]? List(string name) => Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
