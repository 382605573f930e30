using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;
using DeepKeras.Bench.Works;

namespace DeepKeras.Bench;

internal static class Program
{
    private const string Usage = """
        DeepKeras.Bench: the workloads, timed.

          run WORK --label L|--engine torch|tensorflow [--threads N] [--quick] [--out FILE]     one work in this process; JSON
          pair WORK [--quick] [--out FILE]                            DeepKeras and TorchSharp in one process, epoch about
          steps --label L [--steps 100000] [--out FILE]               memory and allocation along many steps
          engines --out FILE [--rounds 3] [--works A,B] [--threads N] [--quick]
                                                                      DeepKeras on libtorch and on TensorFlow, in turn
          all --out FILE [--rounds 3] [--works A,B] [--labels L,M] [--threads N] [--quick]
                                                                      everything, each in a fresh process
          table FILE                                                  the results as Markdown
        """;

    private static int Main(string[] args)
    {
        try
        {
            return Run(args, new Arguments(args));
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static int Run(string[] args, Arguments given)
    {
        if (given.Words.Count == 0)
        {
            Console.WriteLine($"{Usage}\n\nWorks: {string.Join(", ", Work.Names)}.\nLabels: {string.Join(", ", Contender.Labels)}.");
            return 2;
        }
        bool quick = given.Has("quick");
        int round = given.Number("round") ?? 1;
        switch (given.Words[0])
        {
            case "run" or "pair" or "steps" when given.Number("threads") is { } threads && !ChildProcess.IsPinned:
                return ChildProcess.Code(args, threads); // cores must be pinned before the runtime starts its own threads
            case "run":
                RunResult run = WorkRunner.Run(Known(given), Label(given), round, quick);
                Emit(run, given);
                return run.Error is null && run.Failed.Count == 0 || given.Has("out") ? 0 : 1;
            case "pair":
                Emit(PairRunner.Run(Word(given, "work"), given.Text("label") ?? "deepkeras", round, quick), given);
                return 0;
            case "steps":
                Emit(StepsRunner.Run(Label(given), given.Number("steps") ?? 100_000), given);
                return 0;
            case "all":
                string path = given.Text("out") ?? throw new UsageException("all wants --out FILE.");
                ResultFile file = AllRunner.Run(given.List("works") ?? [.. Work.Names], given.List("labels") ?? [Contender.Ours, "torchsharp"],
                    given.Number("rounds") ?? 3, quick, given.Number("threads"), path);
                Console.WriteLine(MarkdownTable.Render(file));
                return file.Runs.All(r => r.Error is null && r.Failed.Count == 0) ? 0 : 1;
            case "engines":
                ResultFile both = AllRunner.Run(given.List("works") ?? [.. Work.Training.Select(work => work.Name), "predict_one", "export"], [Contender.Ours, Contender.OnTensorFlow],
                    given.Number("rounds") ?? 3, quick, given.Number("threads"), given.Text("out") ?? throw new UsageException("engines wants --out FILE."));
                Console.WriteLine(MarkdownTable.Render(both));
                return both.Runs.All(r => r.Error is null && r.Failed.Count == 0) ? 0 : 1;
            case "table":
                Console.Write(MarkdownTable.Render(ResultFile.Read<ResultFile>(Word(given, "file"))));
                return 0;
            case "startup-child":
                OtherWorks.StartupChild(Contender.Named(Label(given)));
                return 0;
            default:
                throw new UsageException($"'{given.Words[0]}' is no command.\n{Usage}");
        }
    }

    private static string Word(Arguments given, string what) =>
        given.Words.Count == 2 ? given.Words[1] : throw new UsageException($"{given.Words[0]} wants one {what}.\n{Usage}");

    private static string Known(Arguments given)
    {
        string work = Word(given, "work");
        return Work.Names.Contains(work) ? work : throw new UsageException($"'{work}' is no work; known: {string.Join(", ", Work.Names)}.");
    }

    private static string Label(Arguments given) =>
        given.Text("engine") is { } engine ? Contender.OfEngine(engine) : given.Text("label") ?? throw new UsageException($"--label is wanted, one of {string.Join(", ", Contender.Labels)}.");

    private static void Emit<T>(T value, Arguments given)
    {
        if (given.Text("out") is { } path)
            ResultFile.Write(value, path);
        else
            Console.WriteLine(ResultFile.ToJson(value));
    }
}
