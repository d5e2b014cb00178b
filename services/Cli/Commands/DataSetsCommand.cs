using System.CommandLine;
using Presage.Application.DataSets;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class DataSetsCommand
{
    public static Command Create() =>
        new("datasets", "Named collections of one scenario's records.")
        {
            List(), Show(), DataSetsWidenCommand.Create(), DataSetsDeleteCommand.Create(),
        };

    private static Command List()
    {
        var page = new PageOptions();
        var command = new Command("list", "List data sets.");
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var list = await store.Get<IDataSetActions>().ListAsync(page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                ShowAll(call.Terminal, list.Datasets);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }

    private static Command Show()
    {
        var name = CommandOptions.Dataset();
        return new Command("show", "Show what a data set holds and what was made of it.") { name }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var details = await store.Get<IDataSetActions>().ShowAsync(call.Get(name), call.Cancellation);
            call.Terminal.Result(details, _ => Show(call.Terminal, details));
        });
    }

    private static void ShowAll(Terminal terminal, IReadOnlyList<DataSetSummary> datasets)
    {
        if (datasets.Count == 0)
        {
            terminal.Say("There are no data sets yet.");
            return;
        }

        var table = Tables.Create("data set", "scenario", "#readings", "from", "to", "created");
        foreach (var dataset in datasets)
        {
            var telemetry = dataset.Records.GetValueOrDefault("telemetry");
            table.Row(
                dataset.Dataset, dataset.Scenario, Format.Count(telemetry?.Records ?? 0), Format.Time(telemetry?.First),
                Format.Time(telemetry?.Last), Format.Time(dataset.CreatedAt));
        }

        terminal.Show(table);
    }

    private static void Show(Terminal terminal, DataSetDetails details)
    {
        terminal.Say($"Data set {details.Dataset.Dataset}, scenario {details.Dataset.Scenario} ({details.ScenarioHash[..12]}), "
            + $"{Format.Count(details.Machines)} machines.");
        foreach (var widened in details.Scenarios.Skip(1))
            terminal.Say($"It was widened on {Format.Time(widened.Known)} ({widened.Hash[..12]}).");

        var records = Tables.Create("records", "#number", "from", "to");
        foreach (var (kind, extent) in details.Dataset.Records)
            records.Row(kind, Format.Count(extent.Records), Format.Time(extent.First), Format.Time(extent.Last));

        terminal.Show(records);
        if (details.Quarantined.Count > 0)
            QuarantineCommand.ShowCounts(terminal, details.Quarantined);

        terminal.Say($"Models:      {Names(details.Models)}");
        terminal.Say($"Result sets: {Names(details.Results)}");
        RunView.ShowAll(terminal, details.LatestRuns);
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
