using System.Text.RegularExpressions;

namespace DeepKeras.Documentation.Tests;

/// <summary>What the documents point to is there.</summary>
internal sealed partial class LinkTests
{
    private static IEnumerable<string> Documents => Repository.Documents;

    [TestCaseSource(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file(string document)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Repository.Root, document))!;
        IEnumerable<string> missing = Link().Matches(File.ReadAllText(System.IO.Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !System.IO.Path.Exists(System.IO.Path.Combine(folder, target.Split('#')[0])));
        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Documents))]
    public void Every_path_of_the_repository_that_is_named_is_there(string document)
    {
        IEnumerable<string> missing = NamedPath().Matches(File.ReadAllText(System.IO.Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups[1].Value)
            .Where(path => !System.IO.Path.Exists(System.IO.Path.Combine(Repository.Root, path)));
        Assert.That(missing, Is.Empty);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|bench|docs|models|examples)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex NamedPath();
}
