using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Jobs;

internal static class BackfillDocuments
{
    public static BackfillSummary Summary(Backfill backfill) => new(
        backfill.Job, backfill.Id, backfill.From, backfill.To, backfill.Select, backfill.Steps, backfill.By, backfill.StartedAt,
        JobRunDocuments.Name(backfill.State), backfill.Intervals.Count, backfill.Intervals.Count(interval => interval.Run is not null),
        backfill.Intervals.Count(interval => interval.State == JobRunState.Succeeded),
        backfill.Intervals.Count(interval => interval.State is JobRunState.Failed or JobRunState.Cancelled), backfill.EndedAt,
        backfill.Why);

    /// <param name="states">Of job runs that the backfill does not know to have ended, by id.</param>
    public static BackfillDetails Details(Backfill backfill, IReadOnlyDictionary<string, JobRunState> states, string? waits) => new(
        Summary(backfill),
        [
            .. backfill.Intervals.Select(interval => new BackfilledInterval(
                interval.From, interval.To, interval.Reason, StateOf(interval, states), interval.Run)),
        ],
        waits);

    private static string StateOf(BackfillInterval interval, IReadOnlyDictionary<string, JobRunState> states) =>
        interval.State is { } state ? JobRunDocuments.Name(state)
        : interval.Run is null ? "waiting"
        : JobRunDocuments.Name(states.GetValueOrDefault(interval.Run, JobRunState.Running));
}
