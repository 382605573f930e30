using DeepKeras.Schedules;

namespace DeepKeras.Tests;

/// <summary>Learning rates at steps.</summary>
internal sealed class ScheduleKind : ICaseKind
{
    public string Kind => "schedule";

    public void Run(OracleCase test)
    {
        var schedule = test.Create<LearningRateSchedule>();
        WrittenConfig.AssertHolds(test, schedule);
        HostArray[] rates = Evaluation.Run([test.Array("steps")!], (_, inputs) => [schedule.Rate(inputs[0])]);
        test.AssertClose("values", test.Array("values")!, rates[0]);
    }
}
