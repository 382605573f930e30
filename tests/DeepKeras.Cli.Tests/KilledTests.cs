using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DeepKeras.Cli;

/// <summary>A process that is killed in the middle of its work, many times over.</summary>
internal sealed class KilledTests
{
    private static readonly string[] Plan =
        ["compare", "iris", "--models", "logistic-regression,random-forest,knn", "--model", "mlp:8", "--epochs", "5", "--folds", "4", "--repeats", "2", "--parallel", "2", "--json", "-"];

    [Test]
    public void Killed_twenty_times_at_random_a_comparison_ends_in_the_report_of_an_unbroken_run()
    {
        using var folder = new TemporaryFolder();
        string[] resumed = [.. Plan, "--resume", folder["iris.folds"]];
        string whole = Numbers(CliRun.Of(Plan).Output);
        var random = new Random(20);
        int killed = 0, lines = 0, grown = 0;
        for (int run = 0; killed < 20 && run < 60; run++)
        {
            using Process process = Start(resumed);
            if (process.WaitForExit(random.Next(250, 900)))
            {
                // It was done before the blow fell: begin anew, in the middle of the work.
                string[] kept = File.ReadAllLines(folder["iris.folds"]);
                File.WriteAllLines(folder["iris.folds"], kept[..(1 + random.Next(kept.Length / 2))]);
                lines = 0;
                continue;
            }

            process.Kill();
            process.WaitForExit();
            killed++;
            int now = File.Exists(folder["iris.folds"]) ? File.ReadLines(folder["iris.folds"]).Count() : 0;
            grown += now > lines ? 1 : 0;
            lines = now;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(killed, Is.EqualTo(20));
            Assert.That(grown, Is.GreaterThan(0), "some blows fell in the middle of the work");
            Assert.That(Numbers(CliRun.Of(resumed).Output), Is.EqualTo(whole));
        }
    }

    private static Process Start(string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DeepKeras.Cli.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // What a clock or a meter said differs from run to run; nothing else may.
    private static string Numbers(string report)
    {
        JsonNode json = JsonNode.Parse(report)!;
        json["paretoFront"] = json["advice"] = null;
        foreach (JsonNode? learner in json["learners"]!.AsArray())
        {
            foreach (string measured in (string[])["trainSeconds", "predictMicrosecondsPerRow", "trainSecondsPerFold", "predictMicrosecondsPerRowPerFold", "cost"])
            {
                learner![measured] = null;
            }
        }

        return json.ToJsonString();
    }
}
