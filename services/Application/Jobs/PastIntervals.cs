using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>
/// The intervals of a job in a range: those of its ledger that end in it, and before the ledger those that the schedule would have had.
/// </summary>
internal sealed class PastIntervals(IJobs jobs, JobCatalog catalog)
{
    /// <summary>A plan of more is refused.</summary>
    public const int Most = Backfill.MostIntervals;

    /// <summary>The earliest first; more than <see cref="Most"/> where there are too many.</summary>
    /// <param name="now">Nothing is planned after it.</param>
    public async Task<IReadOnlyList<PastInterval>> ListAsync(
        Job job, JobDefinition definition, DateTime from, DateTime to, DateTime now, CancellationToken cancellation)
    {
        var rows = (await jobs.OccurrencesAsync(job.Name, from, to, null, Most + 1, cancellation))
            .Where(row => row is { From: not null, To: not null }).Reverse()
            .Select(row => new PastInterval(row.Nominal, row.From!.Value, row.To!.Value, row)).ToList();
        var begin = rows.Count > 0 ? rows[0].From : await BeginAsync(job, to, cancellation);
        var end = Earlier(Earlier(begin ?? now, to), now);
        return end <= from ? rows : [.. await BeforeAsync(definition, from, end, end == begin, cancellation), .. rows];
    }

    /// <summary>Where the first interval of the ledger begins; what was never planned is all before it.</summary>
    private async Task<DateTime?> BeginAsync(Job job, DateTime to, CancellationToken cancellation) =>
        job.State.PlannedTo is null ? null
        : (await jobs.OccurrencesAsync(job.Name, to, null, null, int.MaxValue, cancellation))
            .LastOrDefault(row => row.From is not null)?.From ?? DateTime.MinValue;

    /// <param name="meetsLedger">Whether the ledger begins at the end, so that nothing may be left between.</param>
    private async Task<List<PastInterval>> BeforeAsync(
        JobDefinition definition, DateTime from, DateTime end, bool meetsLedger, CancellationToken cancellation)
    {
        var (found, after) = (new List<PastInterval>(), from);
        if (definition.Schedule is { } schedule)
        {
            // When the job was to begin says nothing of what somebody wants to have done before.
            var calendars = await catalog.CalendarsOfAsync(definition, cancellation);
            from = NominalTimes.Next(schedule with { Start = null, End = null }, [], from) is { } first
                ? NominalTimes.Before(schedule, first.Utc) ?? from : from;
            foreach (var nominal in NominalTimes.Between(schedule with { Start = null, End = null }, calendars, after, end).Take(Most + 1))
            {
                if (nominal.Excluded is null)
                    found.Add(new PastInterval(nominal.Utc, from, nominal.Utc, null));
                from = nominal.Utc;
            }
        }

        if (from < end && (meetsLedger || definition.Schedule is null))
            found.Add(new PastInterval(end, from, end, null));
        return found;
    }

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;
}
