using Presage.Application.Paging;
using Presage.Application.Results;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.DataSets;
using Presage.Hosting.Results;
using Presage.Storage;

namespace Presage.Application.Alarms;

internal sealed class AlarmActions(IAlarms alarms, IPredictions predictions, ResultSetCatalog results, DataSetCatalog datasets,
    LatestStandings standings) : IAlarmActions
{
    public async Task<AlarmList> ListAsync(AlarmFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var query = await QueryOfAsync(filter, cancellation);
        var size = Page.SizeOf(page.Most);
        var found = await alarms.ListAsync(query, Cursor.Read<AlarmKey>(page.After), size + 1, cancellation);
        var part = Page.Of(found, size, alarm => alarm.Place);
        var sets = await predictions.ListAsync(cancellation);
        var summaries = part.Items.Join(sets, alarm => alarm.Results, set => set.Name, Summary).ToList();
        return new AlarmList(await MarkedAsync(summaries, sets, cancellation), part.Next);
    }

    public async Task<AlarmDetails> ShowAsync(string id, CancellationToken cancellation)
    {
        var alarm = await alarms.FindAsync(id, cancellation) ?? throw new PresageException(
            ErrorKind.NotFound, "unknown-alarm", $"There is no alarm '{id}'.", "List the alarms, and name one by its id.");
        var set = await results.GetAsync(alarm.Results, cancellation);
        var raisedBy = (await predictions.RevisionsAsync(alarm.Results, alarm.Machine, alarm.Time, cancellation))
            .FirstOrDefault(prediction => prediction.Run == alarm.Run);
        var summary = (await MarkedAsync([Summary(alarm, set)], [set], cancellation))[0];
        return new AlarmDetails(summary, set.Horizon.TotalHours, alarm.Reasons, raisedBy?.Model, raisedBy?.Version);
    }

    /// <summary>Alarms that stand only since their machine has not been heard of are told from those of now.</summary>
    private async Task<IReadOnlyList<AlarmSummary>> MarkedAsync(
        List<AlarmSummary> alarms, IReadOnlyList<ResultSet> sets, CancellationToken cancellation)
    {
        var marked = alarms;
        foreach (var name in alarms.Where(alarm => alarm.State == AlarmStates.Open).Select(alarm => alarm.Results).Distinct())
        {
            var (_, fleet) = await standings.ReadAsync(sets.First(set => set.Name == name), DateTime.MaxValue, cancellation);
            marked = marked.ConvertAll(alarm => alarm.Results == name && alarm.State == AlarmStates.Open
                ? alarm with { Stale = fleet.IsStale(alarm.Machine) }
                : alarm);
        }

        return marked;
    }

    /// <summary>What is named in the filter must be there, so that a slip of the pen does not look like peace.</summary>
    private async Task<AlarmQuery> QueryOfAsync(AlarmFilter filter, CancellationToken cancellation)
    {
        if (filter.Results is { } set)
            await results.GetAsync(set, cancellation);
        if (filter.Dataset is { } dataset)
            await datasets.GetAsync(dataset, cancellation);

        AlarmState? state = filter.State switch
        {
            null => null,
            AlarmStates.Open => AlarmState.Open,
            AlarmStates.Ended => AlarmState.Ended,
            var other => throw new PresageException(
                ErrorKind.Invalid, "unknown-state", $"'{other}' is not a state of an alarm.",
                $"Use one of: {string.Join(", ", AlarmStates.All)}."),
        };
        return new AlarmQuery(filter.Results, filter.Dataset, filter.Machine, filter.Component, state, filter.From, filter.To);
    }

    private static AlarmSummary Summary(Alarm alarm, ResultSet set) => new(
        alarm.Id, alarm.Results, set.Dataset, alarm.Machine, alarm.Component, alarm.Ended is null ? AlarmStates.Open : AlarmStates.Ended,
        alarm.Time, alarm.Ended, alarm.Probability, alarm.Threshold, alarm.Run);
}
