using DeepKeras.Data;

namespace DeepKeras.Cli;

internal sealed class DatasetsTests
{
    [Test]
    public void The_list_has_every_set()
    {
        CliRun run = CliRun.Of("datasets");
        Assert.That(Datasets.All.Select(set => set.Name), Has.All.Matches<string>(name => run.Output.Contains($"\n{name} ", StringComparison.Ordinal)));
    }

    [Test]
    public void A_card_has_the_licence_the_source_and_the_classes()
    {
        CliRun run = CliRun.Of("datasets", "breast_cancer");
        Assert.That(run.Output, Does.Contain("569 rows").And.Contain("licence: ").And.Contain("source: ").And.Contain("0 (357)").Or.Contain("(357)"));
    }
}
