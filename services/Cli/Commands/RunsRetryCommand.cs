using System.CommandLine;
using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class RunsRetryCommand
{
    public static Command Create()
    {
        var id = RunsCommand.RunArgument();
        var file = CommandOptions.Out("CSV file to write, when the run exports features.", required: false);
        return new Command("retry", "Take up a run that failed or was cancelled; only what is missing of it is done.") { id, file }
            .Does(call => RetryAsync(call, call.Get(id), call.Get(file) is null ? null : call.OutputFile(file)));
    }

    private static async Task RetryAsync(CommandCall call, string id, string? file)
    {
        await using var store = call.OpenStore();
        var runs = store.Get<IRunActions>();
        CheckFile((await runs.ShowAsync(id, call.Cancellation)).Run, file);
        var sources = await store.Get<IRuns>().SourcesOfAsync(id, call.Cancellation);
        await using var services = await call.StartServicesAsync(new EmbeddedSettings(sources, FollowLinks: true));
        await call.UntilEndedAsync(services, requests => requests.RetryAsync(id, call.Cancellation));
        var ended = await runs.RequireSuccessAsync(id, call.Cancellation);
        if (file is not null)
            await FeaturesCommand.WriteAsync(services, id, file, call.Cancellation);

        RunsCommand.Print(call, ended);
    }

    private static void CheckFile(RunSummary run, string? file)
    {
        if (run.Kind != RunKinds.Features == file is null)
            return;

        throw file is null
            ? new PresageException(
                ErrorKind.Usage, "no-output", $"The run {run.Id} exports features to a file.",
                $"Name the file: presage runs retry {run.Id} --out FILE.")
            : new PresageException(ErrorKind.Usage, "no-output", $"The run {run.Id} exports no features.", "Leave --out away.");
    }
}
