using System.CommandLine;
using Presage.Application.Workers;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class WorkersCommand
{
    public static Command Create() => new("workers", "The processes that work on the store, as they say of themselves.") { List() };

    private static Command List() =>
        new Command("list", "List the processes that work on the store, and those that were killed within the last day.").Does(async call =>
        {
            await using var store = call.OpenStore();
            var list = await store.Get<IWorkerActions>().ListAsync(call.Cancellation);
            call.Terminal.Result(list, _ => Show(call.Terminal, list.Workers));
        });

    private static void Show(Terminal terminal, IReadOnlyList<WorkerSummary> workers)
    {
        if (workers.Count == 0)
        {
            terminal.Say("No worker runs on this store. Commands that do their work themselves are none.");
            return;
        }

        var table = Tables.Create("service", "worker", "version", "state", "since", "#seen", "at work on");
        foreach (var worker in workers)
            table.Row(
                worker.Service, worker.Worker, worker.Version, worker.State, Format.Time(worker.Since),
                $"{Format.Seconds(worker.SecondsAgo)} ago", WorkOf(worker));

        terminal.Show(table);
        foreach (var worker in workers.Where(worker => worker.Notice is not null))
            terminal.Say($"{worker.Service} {worker.Worker}: {worker.Notice}");
    }

    private static string WorkOf(WorkerSummary worker) => (worker.Leads, SliceOf(worker)) switch
    {
        (true, { } slice) => $"the jobs; {slice}",
        (true, null) => "the jobs",
        (_, { } slice) => slice,
        _ => "-",
    };

    private static string? SliceOf(WorkerSummary worker) => worker switch
    {
        { Planning: { } plan } => $"run {plan.Run}: {Format.Planned(plan.What, plan.Planned, plan.Of)}",
        { Slice: { } slice } => $"run {slice.Run}: {slice.Stage} slice {Format.Count(slice.Slice)} "
            + $"{(slice.Done ? "done" : "begun")} {Format.Moment(slice.At)}",
        _ => null,
    };
}
