using System.CommandLine;
using System.CommandLine.Parsing;
using Presage.Application.Export;
using Presage.Application.Results;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class PredictionsCommand
{
    private const int DefaultTop = 20;

    public static Command Create()
    {
        var results = CommandOptions.Results();
        var top = ValueOptions.Count("--top", "Show that many machines, the most endangered first. [default: 20]");
        var machine = new Option<string?>("--machine")
        {
            Description = "Show one machine, with the history of its prediction.",
            HelpName = "NAME",
        };
        var at = ValueOptions.Time("--at", "Look at predictions up to this time. [default: the latest]");
        var from = ValueOptions.Time("--from", "List the predictions after this time instead, row by row.");
        var to = ValueOptions.Time("--to", "List the predictions up to this time instead, row by row.");
        var page = new PageOptions();
        var file = CommandOptions.Out("Write the predictions to a CSV file instead.", required: false);
        var command = new Command("predictions", "Show which machines are expected to fail, and why.")
        {
            results, top, machine, at, from, to, file,
        }.WithRange(from, to);
        page.AddTo(command);
        command.Validators.Add(command => CheckTogether(command, top, machine, from, to, file));
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var actions = store.Get<IResultActions>();
            var filter = new PredictionFilter(call.Get(results), call.Get(machine), call.Get(from), call.Get(to) ?? call.Get(at));
            if (call.Get(file) is not null)
                await ExportAsync(call, store.Get<IExports>(), filter, call.OutputFile(file));
            else if (filter.From is not null || call.Get(to) is not null)
                await ListAsync(call, actions, filter, page.Of(call));
            else if (filter.Machine is { } name)
                await ShowAsync(call, actions, filter.Results, name, filter.To);
            else
                await RankAsync(call, actions, filter.Results, call.Get(top) ?? DefaultTop, filter.To);
        });
    }

    /// <summary>A ranking, a machine, a list and a file are four answers, of which one is asked for.</summary>
    private static void CheckTogether(CommandResult command, Option<int?> top, params Option[] others)
    {
        if (command.GetResult(top) is null)
            return;

        foreach (var other in others.Where(other => command.GetResult(other) is not null))
        {
            UsageErrors.AddError(
                command, $"{top.Name} and {other.Name} do not go together.", $"Leave {top.Name} out, which ranks all machines.");
        }
    }

    private static async Task RankAsync(CommandCall call, IResultActions results, string name, int top, DateTime? at)
    {
        var ranking = await results.RankAsync(name, top, at, call.Cancellation);
        call.Terminal.Result(ranking, _ =>
        {
            RiskTable.Show(call.Terminal, ranking.Machines);
            call.Terminal.Say(
                $"{ranking.Machines.Count} of {ranking.Fleet?.Known ?? ranking.Total} machines, {ranking.AtRisk} above the threshold; "
                + $"a probability is that of a failure within {Format.Hours(ranking.HorizonHours)}.");
            Notices.Show(call.Terminal, ranking.Notices);
        });
    }

    private static async Task ShowAsync(CommandCall call, IResultActions results, string name, string machine, DateTime? at)
    {
        var prediction = await results.MachineAsync(name, machine, at, call.Cancellation);
        call.Terminal.Result(prediction, _ => MachineView.Show(call.Terminal, prediction));
    }

    private static async Task ListAsync(CommandCall call, IResultActions results, PredictionFilter filter, PageRequest page)
    {
        var list = await results.PredictionsAsync(filter, page, call.Cancellation);
        call.Terminal.Result(list, _ =>
        {
            var table = Tables.Create("machine", "time", "decision", "#highest probability", "model", "#revision");
            foreach (var row in list.Predictions)
            {
                table.Row(
                    row.Machine, Format.Time(row.Time), row.Decision ?? "-", Format.Percent(row.Probabilities.Values.Max()),
                    $"{row.Model}@{row.Version}", Format.Count(row.Revision));
            }

            call.Terminal.Show(table);
            PageOptions.ShowNext(call.Terminal, list.Next);
            Notices.Show(call.Terminal, list.Notices);
        });
    }

    private static async Task ExportAsync(CommandCall call, IExports exports, PredictionFilter filter, string path)
    {
        var written = await OutputFile.WriteAsync(path, file => exports.PredictionsAsync(filter, file, call.Cancellation));
        call.Terminal.Result(written with { File = path }, _ =>
        {
            call.Terminal.SayWritten(path, $"{Format.Count(written.Rows)} predictions written to {path}.");
            Notices.ShowOfFile(call.Terminal, path, written.Notices);
        });
    }
}
