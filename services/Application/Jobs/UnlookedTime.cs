using System.Globalization;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Nominal times that have come and have no row yet, since no scheduler has looked at them.</summary>
internal sealed class UnlookedTime(JobCatalog catalog, SchedulerWaits waits, TimeProvider clock)
{
    private const int Most = 10_000;

    /// <summary>A scheduler that is there looks sooner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<JobGap?> FindAsync(Job job, DateTime? from, DateTime? to, CancellationToken cancellation)
    {
        if (DefinitionOf(job) is not { Schedule: { } schedule } definition || job.State.ScheduledTo is not { } looked
            || job.State.Started >= schedule.MostRuns)
            return null;

        var now = clock.GetUtcNow().UtcDateTime - Patience;
        var (after, end) = (from > looked ? from.Value : looked, to < now ? to.Value : now);
        var calendars = await catalog.CalendarsOfAsync(definition, cancellation);
        var times = NominalTimes.Between(schedule, calendars, after, end).Take(Most).ToList();
        if (times.Count == 0)
            return null;

        var planned = job.State.PlannedTo ?? NominalTimes.Before(schedule, times[0].Utc) ?? after;
        var why = await waits.WhyAsync(cancellation) is { } none ? $" {none}" : "";
        return new JobGap(
            planned < times[0].Utc ? planned : after, times[^1].Utc, times.Count,
            string.Create(CultureInfo.InvariantCulture, $"nobody has looked since {looked:yyyy-MM-ddTHH:mm}.{why}"));
    }

    private JobDefinition? DefinitionOf(Job job)
    {
        try
        {
            return catalog.DefinitionOf(job);
        }
        catch (PresageException)
        {
            // What cannot be read has no times; the job itself says so.
            return null;
        }
    }
}
