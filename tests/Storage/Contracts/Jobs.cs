using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

/// <summary>Jobs and what belongs to them, told apart by a number.</summary>
internal static class Jobs
{
    public static DateTime At(int hour) => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);

    public static JobVersion Version(string job, int number) => new(job, number, $"steps of {job} {number}", At(number), "anna");

    public static JobEntry Entry(string job, int number) => new(job, $"{number:0000}", At(number), "applied", "anna", $"Version {number}.");

    public static TriggerEvaluation Evaluation(string job, int number) =>
        new(job, $"{number:0000}", 1, At(number), $"ingest-{number}", "It waits for errors.", number % 2 == 0 ? $"{job}-{number}" : null);

    public static Occurrence Row(string job, int hour, OccurrenceOutcome outcome = OccurrenceOutcome.Buffered, string? run = null) => new(
        job, At(hour), At(hour - 1), At(hour), outcome, "A run is going on.", 1, At(hour), At(hour).AddSeconds(1), run);

    public static JobRun Run(string id, string job, int hour) => new(
        id, job, 1, "schedule", "Its time came.", At(hour), At(hour - 1), At(hour),
        new Dictionary<string, string> { ["results"] = "march", ["dataset"] = "plant" }, At(hour), JobRunState.Running,
        [
            new StepRun("score", null, StepState.Running, 1, $"{id}.score", At(hour))
            {
                Pins = new Dictionary<string, string> { ["model"] = "pump@3" },
            },
            new StepRun("tell", "a", StepState.Waiting),
        ],
        LooksAt: At(hour));

    public static Backfill Backfill(string job, string id, int hour) => new(
        job, id, At(0), At(2), "missing", ["score"], 1, "anna", At(hour), BackfillState.Running,
        [new(At(1), At(0), At(1), "It was missed."), new(At(2), At(1), At(2), "It failed.", "r2", JobRunState.Failed)], AtOnce: 2);

    public static Delivery Delivery(string id, string connection, int hour) => new(
        id, connection, "presage.run-overdue", "score is overdue", "{\"specversion\":\"1.0\"}", At(hour), DeliveryState.Waiting, At(hour));
}
