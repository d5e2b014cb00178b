using System.CommandLine;
using System.Text.Json;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Engine;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class RunsCommand
{
    private const int DefaultMost = 20;

    public static Command Create() => new("runs", "What was done, when, and how it ended.") { List(), Show(), Watch(), Cancel(), Retry() };

    private static Command List()
    {
        var most = ValueOptions.Count("--most", "Show that many runs, the latest first. [default: 20]");
        return new Command("list", "List runs.") { most }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var runs = await store.Get<IRuns>().ListAsync(new(), null, call.Get(most) ?? DefaultMost, call.Cancellation);
            call.Terminal.Result(new { runs = runs.Select(Summary) }, _ => RunView.ShowAll(call.Terminal, runs));
        });
    }

    private static Command Show()
    {
        var id = RunArgument();
        return new Command("show", "Show a run with its stages and its outcome.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var runs = store.Get<IRuns>();
            var run = await FindAsync(runs, call.Get(id), call.Cancellation);
            await PrintAsync(call, store, run);
        });
    }

    private static Command Watch()
    {
        var id = RunArgument();
        return new Command("watch", "Follow a run that another process works on until it ends.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var runs = store.Get<IRuns>();
            var run = await FindAsync(runs, call.Get(id), call.Cancellation);
            var ended = await call.Terminal.Progress().FollowAsync(
                report => new RunWatch(runs, store.Get<RunOutlook>()).UntilEndedAsync(run.Id, report, () => null, call.Cancellation));
            await PrintAsync(call, store, RunDriver.Succeeded(ended));
        });
    }

    private static Command Cancel()
    {
        var id = RunArgument();
        return new Command("cancel", "End a run, whichever process works on it.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var runs = store.Get<IRuns>();
            var run = await FindAsync(runs, call.Get(id), call.Cancellation);
            if (!await store.Get<RunCancel>().CancelAsync(run.Id, $"The run {run.Id} was cancelled.", call.Cancellation))
                throw RunErrors.Ended(await FindAsync(runs, run.Id, call.Cancellation));

            await PrintAsync(call, store, await FindAsync(runs, run.Id, call.Cancellation));
        });
    }

    private static Command Retry()
    {
        var id = RunArgument();
        var file = CommandOptions.Out("CSV file to write, when the run exports features.", required: false);
        return new Command("retry", "Take up a run that failed or was cancelled; only what is missing of it is done.") { id, file }
            .Does(call => RetryAsync(call, call.Get(id), call.Get(file) is null ? null : call.OutputFile(file)));
    }

    private static async Task RetryAsync(CommandCall call, string id, string? file)
    {
        await using var store = call.OpenStore();
        var run = await FindAsync(store.Get<IRuns>(), id, call.Cancellation);
        if (run.Kind == RunKinds.Features != file is not null)
            throw file is null
                ? new PresageException(ErrorKind.Invalid, "no-output", $"The run {id} exports features to a file.", $"Name the file: presage runs retry {id} --out FILE.")
                : new PresageException(ErrorKind.Invalid, "no-output", $"The run {id} exports no features.", "Leave --out away.");

        await using var services = await call.StartServicesAsync(new EmbeddedSettings(UnfinishedRuns.SourcesOf([run])));
        var ended = await services.Get<RunDriver>().RetryAsync(id, call.Terminal.Progress(), call.Cancellation);
        if (file is not null)
            await FeaturesCommand.WriteAsync(services, id, file, call.Cancellation);

        await PrintAsync(call, store, ended);
    }

    private static async Task PrintAsync(CommandCall call, ConfiguredStore store, Run run)
    {
        var stages = await store.Get<IRuns>().StagesAsync(run.Id, call.Cancellation);
        var slices = await RunSlice.ListAsync(run, stages, store.Get<IRuns>(), store.Get<ISliceAttempts>(), call.Cancellation);
        var remaining = await store.Get<RunOutlook>().RemainingAsync(run, stages, call.Cancellation);
        var wakes = await store.Get<IRunWakes>().ListAsync(run.Id, call.Cancellation);
        var document = new
        {
            run = Summary(run),
            stages,
            slices,
            remaining = remaining is null ? null : new { remaining.Stage, remaining.Seconds, remaining.Why },
            wakes = wakes.Count == 0 ? null : wakes,
            request = Document(run.Request),
            plan = Document(run.Plan),
            result = Document(run.Result),
            error = run.Error,
        };
        call.Terminal.Result(document, _ => RunView.Show(call.Terminal, run, stages, slices, remaining, wakes));
    }

    private static object Summary(Run run) =>
        new { run.Id, run.Kind, run.Dataset, run.State, run.From, run.To, run.StartedAt, run.EndedAt, run.Retries, run.ResumedAt };

    private static JsonElement? Document(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);

    private static Argument<string> RunArgument() => new("RUN") { Description = "Id of the run." };

    private static async Task<Run> FindAsync(IRuns runs, string id, CancellationToken cancellation) =>
        await runs.FindAsync(id, cancellation) ?? throw RunErrors.Unknown(id);
}
