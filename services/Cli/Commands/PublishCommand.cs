using System.CommandLine;
using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Commands;

internal static class PublishCommand
{
    public static Command Create() => new("publish", "Tell services that run elsewhere, and do not wait for them.") { NewData() };

    private static Command NewData()
    {
        var dataset = CommandOptions.Dataset();
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files or folders as the ingestion service sees them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var scenario = new Option<string?>("--scenario")
        {
            Description = "Scenario of a new data set. [default: azure-pdm]",
            HelpName = "NAME",
        };
        return new Command("new-data", "New files of a data set are ready to be read.") { dataset, paths, scenario }.Does(call => RunAsync(
            call, new NewDataArrived(null, call.Get(dataset), call.Get(scenario), [.. call.Get(paths).Select(IngestCommand.Absolute)])));
    }

    private static async Task RunAsync(CommandCall call, NewDataArrived request)
    {
        if (!RemoteServices.AreConfigured())
            throw new PresageException(
                ErrorKind.Conflict, "no-broker", "There is no broker to publish to, so nobody would hear of the files.",
                "Set Messaging__Transport and Messaging__Host, or read the files here and now: presage ingest.");

        await using var services = await call.StartServicesAsync();
        var started = await services.Get<IRunRequests>().IngestAsync(request, call.Cancellation);
        call.Terminal.Result(started, _ => call.Terminal.Say($"Published. Follow it with: presage runs watch {started.Run}"));
    }
}
