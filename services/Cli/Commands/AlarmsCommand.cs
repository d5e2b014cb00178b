using System.CommandLine;
using Presage.Application.Alarms;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class AlarmsCommand
{
    public static Command Create() => new("alarms", "Components that are expected to fail.") { List(), Show() };

    private static Command List()
    {
        var results = new Option<string?>("--results") { Description = "Only alarms of this result set.", HelpName = "NAME" };
        var dataset = CommandOptions.OfDataset();
        var machine = new Option<string?>("--machine") { Description = "Only alarms of this machine.", HelpName = "NAME" };
        var component = new Option<string?>("--component") { Description = "Only alarms of this component.", HelpName = "NAME" };
        var state = CommandOptions.Choice("--state", "Only alarms that stand, or only those that have ended.", AlarmStates.All);
        var from = ValueOptions.Time("--from", "Only alarms that were raised after this time.");
        var to = ValueOptions.Time("--to", "Only alarms that were raised at this time or before.");
        var page = new PageOptions();
        var command = new Command("list", "List alarms, the latest first.") { results, dataset, machine, component, state, from, to }
            .WithRange(from, to);
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var filter = new AlarmFilter(
                call.Get(results), call.Get(dataset), call.Get(machine), call.Get(component), call.Get(state), call.Get(from),
                call.Get(to));
            var list = await store.Get<IAlarmActions>().ListAsync(filter, page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                ShowAll(call.Terminal, list.Alarms);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }

    private static Command Show()
    {
        var id = new Argument<string>("ALARM") { Description = "Id of the alarm." };
        return new Command("show", "Show an alarm: what raised it, why, and whether it has ended.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var details = await store.Get<IAlarmActions>().ShowAsync(call.Get(id), call.Cancellation);
            call.Terminal.Result(details, _ => Show(call.Terminal, details));
        });
    }

    private static void ShowAll(Terminal terminal, IReadOnlyList<AlarmSummary> alarms)
    {
        if (alarms.Count == 0)
        {
            terminal.Say("There are no alarms.");
            return;
        }

        var table = Tables.Create("alarm", "results", "machine", "component", "raised", "ended", "#probability", "#threshold");
        foreach (var alarm in alarms)
        {
            table.Row(
                alarm.Id, alarm.Results, alarm.Machine, alarm.Component, Format.Time(alarm.Raised),
                alarm.Stale ? "stale" : Format.Time(alarm.Ended),
                Format.Percent(alarm.Probability), Format.Percent(alarm.Threshold));
        }

        terminal.Show(table);
    }

    private static void Show(Terminal terminal, AlarmDetails details)
    {
        var alarm = details.Alarm;
        ShowAll(terminal, [alarm]);
        terminal.Say(
            $"{alarm.Component} of machine {alarm.Machine} was expected to fail within {Format.Hours(details.HorizonHours)} "
            + $"of {Format.Time(alarm.Raised)}; the alarm {Standing(alarm)}.");
        foreach (var reason in details.Reasons)
            terminal.Say($"  {reason}");

        terminal.Say($"Data set: {alarm.Dataset}");
        terminal.Say($"Model:    {(details.Model is { } model ? $"{model}@{details.Version}" : "-")}");
        terminal.Say($"Run:      {alarm.Run}");
    }

    private static string Standing(AlarmSummary alarm) => alarm switch
    {
        { Ended: { } ended } => $"ended at {Format.Time(ended)}",
        { Stale: true } => "stands only since the machine has not been heard of lately",
        _ => "stands",
    };
}
