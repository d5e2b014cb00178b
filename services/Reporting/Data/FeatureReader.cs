using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Hosting.Models;
using Presage.Reporting.Statistics;
using Presage.Storage;
using Presage.Storage.Histories;
using Presage.Storage.Telemetry;

namespace Presage.Reporting.Data;

/// <summary>Builds the feature rows of a sample of machines again and compares those before a failure with the others.</summary>
public sealed class FeatureReader(
    IMachines machines, ITelemetry telemetry, IEvents events, MachineHistoryReader histories, KnownRecords known)
{
    private const int MostFailing = 30;
    private const int MostOthers = 15;
    private const int MostRowsOfMachine = 1_000;

    /// <param name="model">
    /// Says which features matter and what range it was made from; null takes the whole data set and the default preset.
    /// </param>
    /// <returns>Null when there are no readings.</returns>
    public async Task<FeatureData?> ReadAsync(ReportSubject subject, Model? model, CancellationToken cancellation)
    {
        var (dataset, scenario) = (subject.DataSet.Name, subject.Scenario);
        var extents = await telemetry.MachinesAsync(dataset, cancellation);
        if (extents.Count == 0)
            return null;

        var preset = FeaturePresets.Create(model?.Preset ?? FeaturePresets.Default, scenario);
        var (from, to) = RangeOf(subject, scenario, extents);
        var horizon = model is null ? scenario.Horizon : UnixTime.ToTimeSpan(model.Horizon);
        var latest = await known.LatestAsync(dataset, extents.Max(extent => extent.Last), DateTime.MaxValue, cancellation);
        var range = new HistoryRange(from, to, preset.LookBack, DateTime.MaxValue);
        var labelled = new FeatureRange(
            UnixTime.FromDateTime(from), UnixTime.FromDateTime(to), UnixTime.FromTimeSpan(horizon),
            UnixTime.FromDateTime(latest < to ? latest : to));
        var rows = new SampledRows(preset.Columns.Count, scenario.Components.Count);
        var chosen = await ChooseAsync(dataset, from, to, extents, cancellation);
        await foreach (var history in histories.ReadAsync(dataset, scenario, chosen, range, cancellation))
            rows.Add(preset.Build(history, labelled));

        return rows.Summarize(preset, scenario.Components, model, chosen.Count, from, to, horizon);
    }

    /// <summary>What the model was trained on, else everything; not more rows of a machine than are needed.</summary>
    private static (DateTime From, DateTime To) RangeOf(ReportSubject subject, Scenario scenario, IReadOnlyList<MachineExtent> extents)
    {
        var (from, to) = subject.Version?.ReadLineage() is { } trained && trained.From < trained.To
            ? (trained.From, trained.To)
            : (extents.Min(extent => extent.First), extents.Max(extent => extent.Last));
        var earliest = to - (scenario.Features.Grid * MostRowsOfMachine);
        return (Utc.Of(from > earliest ? from : earliest), Utc.Of(to));
    }

    private async Task<IReadOnlyList<Machine>> ChooseAsync(
        string dataset, DateTime from, DateTime to, IReadOnlyList<MachineExtent> extents, CancellationToken cancellation)
    {
        var failures = await events.ReadAsync(dataset, EventKind.Failure, null, from, to, DateTime.MaxValue, cancellation);
        var failing = failures.Select(record => record.Machine).ToHashSet();
        var measured = extents.Select(extent => extent.Machine).ToHashSet();
        var all = (await machines.ListAsync(dataset, cancellation)).Where(machine => measured.Contains(machine.Id)).ToList();
        return
        [
            .. EvenSample.Of([.. all.Where(machine => failing.Contains(machine.Id))], MostFailing),
            .. EvenSample.Of([.. all.Where(machine => !failing.Contains(machine.Id))], MostOthers),
        ];
    }
}
