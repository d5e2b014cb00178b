using System.Globalization;
using Presage.Engine;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Nominal times in the zones that the schedule had when they were planned.</summary>
internal sealed class ZonesOfVersions(IJobs jobs, JobCatalog catalog, Job job)
{
    private readonly Dictionary<int, TimeZoneInfo?> _zones = [];

    /// <returns>Such as <c>2015-03-29 03:15 +02:00</c>; null for UTC, or where it is not known.</returns>
    public async Task<string?> LocalAsync(Occurrence row, CancellationToken cancellation)
    {
        if (!_zones.TryGetValue(row.Version, out var zone))
            _zones[row.Version] = zone = await FindAsync(row.Version, cancellation);

        return zone is null ? null : LocalOf(row.Nominal, zone);
    }

    public static string LocalOf(DateTime time, TimeZoneInfo zone)
    {
        var utc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return new DateTimeOffset(utc).ToOffset(zone.GetUtcOffset(utc)).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
    }

    private async Task<TimeZoneInfo?> FindAsync(int number, CancellationToken cancellation)
    {
        var yaml = number == job.Version ? job.Definition : (await jobs.VersionAsync(job.Name, number, cancellation))?.Definition;
        if (yaml is null)
            return null;

        try
        {
            var zone = catalog.DefinitionOf(job.Name, yaml).Schedule is { Zone: var name } ? Zones.Find(name) : null;
            return zone is null || zone.Equals(TimeZoneInfo.Utc) ? null : zone;
        }
        catch (Exception exception) when (exception is PresageException or TimeZoneNotFoundException)
        {
            // A definition of another version of Presage, or another machine's zone: UTC stands beside it.
            return null;
        }
    }
}
