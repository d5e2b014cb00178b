using System.CommandLine;
using Presage.Application.Faults;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Commands;

internal static class FaultsCommand
{
    private const int UsualRate = 10;

    public static Command Create() =>
        new("faults", "Messages that failed for good, until somebody redrives or discards them.") { List(), Show(), Redrive(), Discard() };

    private static Command List()
    {
        var page = new PageOptions();
        var closed = new Option<bool>("--closed") { Description = "Also those that were redriven or discarded." };
        var (code, queue) = (FaultOptions.CodeOption(), FaultOptions.QueueOption());
        var command = new Command("list", "List faults, the latest first.") { closed, code, queue };
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var filter = new FaultFilter(call.Get(code), call.Get(queue), call.Get(closed));
            var list = await store.Get<IFaultActions>().ListAsync(filter, page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                FaultView.ShowAll(call.Terminal, list.Faults);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }

    private static Command Show()
    {
        var id = new Argument<string>("FAULT") { Description = "Id of the fault." };
        return new Command("show", "Show a fault with its message, its exception and what happened to it.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var fault = await store.Get<IFaultActions>().ShowAsync(call.Get(id), call.Cancellation);
            call.Terminal.Result(fault, _ => FaultView.Show(call.Terminal, fault));
        });
    }

    private static Command Redrive()
    {
        var options = new FaultOptions();
        var rate = ValueOptions.Count("--rate", $"Most messages a second. [default: {UsualRate}]");
        return options.AddTo(new Command("redrive", "Send messages to their queues again; their runs go on.") { rate }).Does(async call =>
        {
            var selection = options.Of(call);
            RequireBroker();
            await using var services = await call.StartServicesAsync();
            var outcome = await services.Get<IFaultRedriving>().RedriveAsync(selection, call.Get(rate) ?? UsualRate, call.Cancellation);
            call.Terminal.Result(outcome, _ => FaultView.Show(call.Terminal, outcome, "redriven"));
        });
    }

    private static Command Discard()
    {
        var options = new FaultOptions();
        return options.AddTo(new Command("discard", "Close faults without doing anything about them.")).Does(async call =>
        {
            var selection = options.Of(call);
            await using var store = call.OpenStore();
            var outcome = await store.Get<IFaultActions>().DiscardAsync(selection, Environment.UserName, call.Cancellation);
            call.Terminal.Result(outcome, _ => FaultView.Show(call.Terminal, outcome, "discarded"));
        });
    }

    private static void RequireBroker()
    {
        if (!RemoteServices.AreConfigured())
            throw new PresageException(
                ErrorKind.Conflict, "no-broker", "Faults go back to their queues through a broker, and none is configured.",
                "Set Messaging__Transport and Messaging__Host, or take up a failed run with: presage runs retry RUN.");
    }
}
