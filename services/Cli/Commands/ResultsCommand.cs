using System.CommandLine;
using Presage.Application.Results;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ResultsCommand
{
    public static Command Create() =>
        new("results", "Result sets: named tables of predictions.") { List(), Show(), ResultsDeleteCommand.Create() };

    private static Command List()
    {
        var dataset = CommandOptions.OfDataset();
        var page = new PageOptions();
        var command = new Command("list", "List result sets.") { dataset };
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var list = await store.Get<IResultActions>().ListAsync(call.Get(dataset), page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                ShowAll(call.Terminal, list.Results);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }

    private static Command Show()
    {
        var results = CommandOptions.Results();
        return new Command("show", "Show what is in a result set: how many predictions, of which models, and how many alarms.") { results }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var details = await store.Get<IResultActions>().ShowAsync(call.Get(results), call.Cancellation);
                call.Terminal.Result(details, _ => Show(call.Terminal, details));
            });
    }

    private static void ShowAll(Terminal terminal, IReadOnlyList<ResultSetSummary> sets)
    {
        if (sets.Count == 0)
        {
            terminal.Say("There are no result sets yet.");
            return;
        }

        var table = Tables.Create("results", "data set", "#horizon", "components", "created");
        foreach (var set in sets)
        {
            table.Row(
                set.Results, set.Dataset, Format.Hours(set.HorizonHours), string.Join(", ", set.Components), Format.Time(set.CreatedAt));
        }

        terminal.Show(table);
    }

    private static void Show(Terminal terminal, ResultSetDetails details)
    {
        ShowAll(terminal, [details.Results]);
        terminal.Say(
            $"Predictions: {Format.Count(details.Rows)} of {Format.Count(details.Machines)} of "
            + $"{Format.Count(details.Fleet?.Known ?? details.Machines, "machine")}, "
            + $"{Format.Time(details.First)} to {Format.Time(details.Last)}");
        terminal.Say($"At risk:     {Format.Count(details.AtRisk, "machine")} at the latest time");
        terminal.Say($"Alarms:      {Format.Count(details.Alarms)}, of which {Format.Count(details.OpenAlarms)} stand");
        if (details.Fleet is { } fleet)
            terminal.Say(
                $"Last heard:  {Format.Time(fleet.LatestReading)}; of the machines are {Format.Count(fleet.Stale)} stale, "
                + $"{Format.Count(fleet.WithoutReadings)} without readings, {Format.Count(fleet.Unscored)} not scored");
        terminal.Say($"Models:      {(details.Models.Count == 0 ? "-" : string.Join(", ", details.Models))}");
        Notices.Show(terminal, details.Notices);
    }
}
