using System.CommandLine;
using Presage.Application.Connections;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;

namespace Presage.Cli.Commands;

internal static class DeliveriesCommand
{
    public static Command Create() =>
        new("deliveries", "What connections were told, or are to be.") { List(), Show(), Redrive(), Discard() };

    private static Command List()
    {
        var connection = ConnectionOption();
        var state = CommandOptions.Choice("--state", "Only deliveries in this state.", DeliveryStates.All);
        var page = new PageOptions();
        var command = new Command("list", "List deliveries, the latest first.") { connection, state };
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var filter = new DeliveryFilter(call.Get(connection), call.Get(state));
            var list = await store.Get<IDeliveryActions>().ListAsync(filter, page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                ShowAll(call.Terminal, list.Deliveries);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }

    private static Command Show()
    {
        var id = new Argument<string>("DELIVERY") { Description = "Id of the delivery." };
        return new Command("show", "Show a delivery with its event and what was last answered.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var details = await store.Get<IDeliveryActions>().ShowAsync(call.Get(id), call.Cancellation);
            call.Terminal.Result(details, _ =>
            {
                ShowAll(call.Terminal, [details.Delivery]);
                call.Terminal.Say($"{details.Delivery.Subject}.");
                call.Terminal.Say($"Answer: {details.Delivery.Answer ?? "none yet"}");
                call.Terminal.Say(details.Event.ToJsonString(new(Json.Options) { WriteIndented = true }));
            });
        });
    }

    private static Command Redrive() => Doing(
        "redrive", "Have deliveries that failed or wait tried again at once, under the same ids.", "are tried again",
        (actions, selection, cancellation) => actions.RedriveAsync(selection, cancellation));

    private static Command Discard() => Doing(
        "discard", "Close deliveries that failed or wait without telling anybody.", "were discarded",
        (actions, selection, cancellation) => actions.DiscardAsync(selection, cancellation));

    private static Command Doing(
        string name, string description, string done,
        Func<IDeliveryActions, DeliverySelection, CancellationToken, Task<DeliveryOutcome>> act)
    {
        var ids = new Argument<string[]>("DELIVERY") { Description = "Ids of deliveries.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All failed deliveries that --connection leaves." };
        var connection = ConnectionOption();
        return new Command(name, description) { ids, all, connection }.Does(async call =>
        {
            if (call.Get(all) == (call.Get(ids).Length > 0))
                throw new PresageException(
                    ErrorKind.Usage, "no-selection", "Which deliveries are meant is not said.",
                    "Name deliveries by id, or say --all, with --connection to narrow it.");

            await using var store = call.OpenStore();
            var outcome = await act(
                store.Get<IDeliveryActions>(), new DeliverySelection(call.Get(ids), call.Get(connection)), call.Cancellation);
            call.Terminal.Result(outcome, _ => call.Terminal.Say(
                $"{outcome.Done.Count} deliveries {done}."
                + (outcome.EndedBefore.Count > 0 ? $" {outcome.EndedBefore.Count} had ended, or were just being sent." : "")));
        });
    }

    private static Option<string?> ConnectionOption() =>
        new("--connection") { Description = "Only deliveries to this connection.", HelpName = "NAME" };

    private static void ShowAll(Terminal terminal, IReadOnlyList<DeliverySummary> deliveries)
    {
        if (deliveries.Count == 0)
        {
            terminal.Say("There are no such deliveries.");
            return;
        }

        var table = Tables.Create("delivery", "connection", "type", "subject", "created", "state", "#attempts", "next", "answer");
        foreach (var delivery in deliveries)
            table.Row(
                delivery.Id, delivery.Connection, delivery.Type, delivery.Subject, Format.Time(delivery.Created), delivery.State,
                Format.Count(delivery.Attempts), Format.Time(delivery.NextAt), delivery.Answer ?? "-");

        terminal.Show(table);
    }
}
