using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Cli.Options;

/// <summary>The score that <c>--metric</c> names.</summary>
internal static class ScoreChoice
{
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static Score? Of(string? name, Dataset data) => name is null ? null
        : Score.All.FirstOrDefault(score => Plain(score.Name) == Plain(name))
            ?? throw new UsageException(NameSuggestion.Unknown("score", name, Score.For(data.Task).Select(score => score.Name.Replace(' ', '-'))));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
