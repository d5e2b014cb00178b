using Presage.Contracts.Api;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Application.Workers;

internal sealed class WorkerActions(SeenWorkers seen, ILeases leases, IStoreClock store, TimeProvider clock) : IWorkerActions
{
    public async Task<WorkerList> ListAsync(CancellationToken cancellation)
    {
        var workers = await seen.ListAsync(cancellation);
        var newest = workers.Where(worker => worker.IsAlive).Select(worker => worker.Worker.Version).Distinct().Order().LastOrDefault();
        var leader = workers.Count == 0 ? null : await LeaderAsync(cancellation);
        return new WorkerList([.. workers.Select(worker => Summary(worker, newest) with
        {
            Leads = worker.Worker.Id == leader ? true : null,
        })]);
    }

    private async Task<string?> LeaderAsync(CancellationToken cancellation) =>
        await leases.FindAsync(Lease.Scheduler, cancellation) is { } lease
            && lease.Until > (await store.NowAsync(cancellation) ?? clock.GetUtcNow().UtcDateTime) ? lease.Holder : null;

    private static WorkerSummary Summary(SeenWorker seen, string? newest)
    {
        var worker = seen.Worker;
        return new WorkerSummary(
            worker.Id, worker.Service, worker.Version, seen.IsAlive ? worker.State : WorkerStates.Gone, worker.Since, worker.SeenAt,
            Math.Round(seen.Ago.TotalSeconds, 1), worker.Skew is { } skew ? Math.Round(skew.TotalSeconds, 3) : null,
            worker.Slice is { } slice ? new(slice.Run, slice.Stage, slice.Slice, slice.At, slice.IsDone) : null,
            worker.Planning is { } planning ? new(planning.Run, planning.What, planning.Planned, planning.Of) : null,
            NoticeOf(seen, newest));
    }

    private static string? NoticeOf(SeenWorker seen, string? newest) => seen switch
    {
        { IsAlive: false } => "It was killed, or the store did not answer it.",
        { Worker.Skew: { } skew } when StoreTime.IsNoticeable(skew) => $"Its clock is {ClockWords.Of(skew)}.",
        _ when newest is not null && seen.Worker.Version != newest => $"Others are of version {newest}.",
        _ => null,
    };
}
