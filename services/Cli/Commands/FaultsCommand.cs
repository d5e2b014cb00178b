using System.CommandLine;
using System.Text;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Engine;
using Presage.Hosting.Messaging.Faults;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class FaultsCommand
{
    private const int DefaultMost = 50;
    private const int DefaultRate = 10;

    public static Command Create() =>
        new("faults", "Messages that failed for good, until somebody redrives or discards them.") { List(), Show(), Redrive(), Discard() };

    private static Command List()
    {
        var most = ValueOptions.Count("--most", $"Show that many, the latest first. [default: {DefaultMost}]");
        var closed = new Option<bool>("--closed") { Description = "Also those that were redriven or discarded." };
        var selection = new FaultSelection();
        return new Command("list", "List faults.") { most, closed, selection.Code, selection.Queue }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var query = selection.QueryOf(call) with { State = call.Get(closed) ? null : FaultState.Open };
            var faults = await store.Get<IFaults>().ListAsync(query, call.Get(most) ?? DefaultMost, call.Cancellation);
            call.Terminal.Result(new { faults = faults.Select(FaultView.Summary) }, _ => FaultView.ShowAll(call.Terminal, faults));
        });
    }

    private static Command Show()
    {
        var id = new Argument<string>("FAULT") { Description = "Id of the fault." };
        return new Command("show", "Show a fault with its message, its exception and what happened to it.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var fault = await FaultSelection.FindAsync(store.Get<IFaults>(), call.Get(id), call.Cancellation);
            var document = new { fault = FaultView.Summary(fault), fault.Details, fault.History, message = Encoding.UTF8.GetString(fault.Body), bytes = fault.BodyBytes };
            call.Terminal.Result(document, _ => FaultView.Show(call.Terminal, fault));
        });
    }

    private static Command Redrive()
    {
        var selection = new FaultSelection();
        var rate = ValueOptions.Count("--rate", $"Most messages a second. [default: {DefaultRate}]");
        return new Command("redrive", "Send messages to their queues again; their runs go on.") { selection.Ids, selection.All, selection.Code, selection.Queue, rate }
            .Does(async call =>
            {
                selection.Check(call);
                RequireBroker();
                await using var services = await call.StartServicesAsync();
                using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / (call.Get(rate) ?? DefaultRate)));
                var outcome = new FaultOutcome();
                foreach (var fault in await selection.FindAsync(call, services.Get<IFaults>()))
                {
                    await outcome.AddAsync(fault, () => services.Get<FaultRedrive>().RedriveAsync(fault, call.Cancellation));
                    await pace.WaitForNextTickAsync(call.Cancellation);
                }

                outcome.Show(call.Terminal, "redriven");
            });
    }

    private static Command Discard()
    {
        var selection = new FaultSelection();
        return new Command("discard", "Close faults without doing anything about them.") { selection.Ids, selection.All, selection.Code, selection.Queue }
            .Does(async call =>
            {
                selection.Check(call);
                await using var store = call.OpenStore();
                var faults = store.Get<IFaults>();
                var outcome = new FaultOutcome();
                foreach (var fault in await selection.FindAsync(call, faults))
                {
                    var discarded = new FaultEvent(store.Get<TimeProvider>().GetUtcNow().UtcDateTime, FaultEvent.Discarded, Environment.UserName, "by hand");
                    await outcome.AddAsync(fault, () => faults.CloseAsync(fault.Id, fault.History.Count, FaultState.Discarded, discarded, call.Cancellation));
                }

                outcome.Show(call.Terminal, "discarded");
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
