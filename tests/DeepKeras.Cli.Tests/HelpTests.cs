namespace DeepKeras.Cli;

internal sealed class HelpTests
{
    [Test]
    public void Help_names_every_command_the_exit_codes_and_examples()
    {
        CliRun run = CliRun.Of("--help");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Output, Does.Contain("0 done, 1 the job failed, 2 the call was wrong").And.Contain("deepkeras compare breast-cancer"));
            foreach (string command in (string[])["compare", "train", "evaluate", "predict", "summary", "datasets"])
            {
                Assert.That(run.Output, Does.Contain($"  {command} "));
            }
        }
    }

    [Test]
    public void Nothing_asked_is_help() => Assert.That(CliRun.Of().Output, Is.EqualTo(CliRun.Of("--help").Output));

    [TestCase("compare"), TestCase("train"), TestCase("evaluate"), TestCase("predict"), TestCase("summary"), TestCase("datasets")]
    public void Help_of_a_command_has_its_own_examples_and_the_name_it_is_called_by(string command)
    {
        CliRun run = CliRun.Of(command, "--help");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Output, Does.Contain($"Usage:{Environment.NewLine}  deepkeras {command}").And.Contain("Examples:").And.Contain($"  deepkeras {command} "));
            Assert.That(run.Error, Is.Empty);
        }
    }

    [Test]
    public void Help_stays_within_the_width([Values("compare", "train", "predict")] string command) =>
        Assert.That(CliRun.Of(command, "--help").Output.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("  deepkeras", StringComparison.Ordinal)).Max(line => line.Length), Is.LessThanOrEqualTo(110));
}
