using System.CommandLine;
using Presage.Application.Connections;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ConnectionsCommand
{
    public static Command Create() =>
        new("connections", "Where Presage tells of alarms and jobs: webhooks and mail.") { Apply(), List(), Check(), Delete() };

    private static Command Apply()
    {
        var files = new Argument<string[]>("FILE") { Description = "YAML files.", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change." };
        var command = new Command("apply", "Add connections, or put them in the place of those with their names.") { files, dryRun };
        return command.Does(async call =>
        {
            await using var store = ConfiguredStore.OpenAny(call.Data, call.Terminal);
            var applied = await store.Get<IConnectionActions>().ApplyAsync(
                call.Get(files), call.Get(dryRun), Environment.UserName, call.Cancellation);
            call.Terminal.Result(applied, _ => ConnectionView.Show(call.Terminal, applied));
        });
    }

    private static Command List() => new Command("list", "List connections with what they are told.").Does(async call =>
    {
        await using var store = call.OpenStore();
        var list = await store.Get<IConnectionActions>().ListAsync(call.Cancellation);
        call.Terminal.Result(list, _ => ConnectionView.ShowAll(call.Terminal, list.Connections));
    });

    private static Command Check()
    {
        var name = NameArgument();
        return new Command("check", "Send a connection a test from here, and say what came back.") { name }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var check = await store.Get<IConnectionActions>().CheckAsync(call.Get(name), Environment.UserName, call.Cancellation);
            call.ExitCode = check.Delivered ? ExitCodes.Done : ExitCodes.Failed;
            call.Terminal.Result(check, _ => call.Terminal.Say(
                $"{(check.Delivered ? "Delivered" : "Not delivered")} in {Format.Seconds(check.Seconds)}. {check.Answer}"));
        });
    }

    private static Command Delete()
    {
        var name = NameArgument();
        var yes = Confirmation.Option();
        var command = new Command("delete", "Delete a connection. What it was told stays in the list of deliveries.") { name, yes };
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            call.Confirm(yes, $"the connection {call.Get(name)}, and gives up what it has not been told yet");
            var gone = await store.Get<IConnectionActions>().DeleteAsync(call.Get(name), call.Cancellation);
            call.Terminal.Result(gone, _ => call.Terminal.Say($"Deleted the connection {gone.Connection}."));
        });
    }

    private static Argument<string> NameArgument() => new("CONNECTION") { Description = "Name of the connection." };
}
