namespace DeepKeras.Tests;

internal sealed class PublicNamesTests
{
    [Test]
    public void What_a_program_that_trains_uses_together_can_be_named_without_its_namespace()
    {
        string[] together = ["DeepKeras", "DeepKeras.Layers", "DeepKeras.Losses", "DeepKeras.Metrics", "DeepKeras.Optimizers", "DeepKeras.Callbacks", "DeepKeras.Data"];
        IEnumerable<string> twice = typeof(Model).Assembly.GetExportedTypes()
            .Where(type => together.Contains(type.Namespace) && !type.IsNested)
            .GroupBy(type => type.Name).Where(group => group.Count() > 1)
            .Select(group => string.Join(" and ", group.Select(type => type.FullName)));
        Assert.That(twice, Is.Empty);
    }
}
