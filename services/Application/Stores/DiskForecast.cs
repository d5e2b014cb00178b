using Presage.Contracts.Api;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Application.Stores;

/// <summary>
/// How long the disk will do. Records go on coming as they have come by their own times: a year of readings that was read in an hour
/// grows by a year's readings a year.
/// </summary>
internal static class DiskForecast
{
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100 * 365);

    /// <param name="options">Kinds that are deleted when they are old grow only until then.</param>
    /// <returns>Null where the free space is not known, or no kind of record is there for a day.</returns>
    public static StoreForecast? Of(StoreState state, RetentionOptions options, DateTime now)
    {
        var growing = state.Kinds.Where(kind => SpanOf(kind) >= ShortestSpan && kind.Bytes is > 0).ToList();
        if (state.Free is not { } free || growing.Count == 0)
            return null;

        var grown = growing.Where(kind => TimeOf(kind, options) is null).Sum(PerDay);
        var rest = free - growing.Sum(kind => TimeOf(kind, options) is { } time ? PerDay(kind) * Left(kind, time) : 0);
        var days = rest <= 0 ? free / growing.Sum(PerDay) : grown > 0 ? rest / grown : double.PositiveInfinity;
        return days < Longest.TotalDays
            ? new StoreForecast(Math.Round(grown), Math.Round(days, 1), now.AddDays(days))
            : new StoreForecast(Math.Round(grown), null, null);
    }

    private static TimeSpan? TimeOf(StoredKind kind, RetentionOptions options) => kind.Kind switch
    {
        StoredKind.Readings => options.TelemetryTime,
        StoredKind.Predictions => options.PredictionsTime,
        StoredKind.Runs => options.RunsTime,
        StoredKind.Faults => options.FaultsTime,
        _ => null,
    };

    /// <summary>Days for which a kind still grows before its oldest records go.</summary>
    private static double Left(StoredKind kind, TimeSpan time) => Math.Max(0, (time - SpanOf(kind)).TotalDays);

    private static double PerDay(StoredKind kind) => kind.Bytes!.Value / SpanOf(kind).TotalDays;

    private static TimeSpan SpanOf(StoredKind kind) => kind.Last - kind.First ?? TimeSpan.Zero;
}
