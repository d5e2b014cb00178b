using Presage.Storage;

namespace Presage.Tests.Scheduler.Year;

internal sealed partial class MemoryStore : IJobRuns
{
    private readonly Dictionary<string, JobRun> _jobRuns = [];
    private readonly SortedSet<(DateTime At, string Id)> _byTime = [];
    private readonly SortedDictionary<string, JobRun> _live = new(StringComparer.Ordinal);

    public Task<JobRun> AddAsync(JobRun run, CancellationToken cancellation) => One(() =>
    {
        Add(run);
        return _jobRuns[run.Id];
    });

    Task<JobRun?> IJobRuns.FindAsync(string id, CancellationToken cancellation) => One(() => _jobRuns.GetValueOrDefault(id));

    public Task<IReadOnlyList<JobRun>> ListAsync(JobRunQuery query, JobRunKey? after, int most, CancellationToken cancellation) =>
        One(IReadOnlyList<JobRun> () =>
        [
            .. (after is null ? _byTime.Reverse() : _byTime.GetViewBetween((DateTime.MinValue, ""), (after.CreatedAt, after.Id)).Reverse())
                .Where(key => after is null || key != (after.CreatedAt, after.Id)).Select(key => _jobRuns[key.Id])
                .Where(run => query.Job is null || run.Job == query.Job).Where(run => query.State is null || run.State == query.State)
                .Take(most),
        ]);

    public Task<IReadOnlyList<JobRun>> ActiveAsync(string job, CancellationToken cancellation) => One(IReadOnlyList<JobRun> () =>
        [
            .. _live.Values.Where(run => run.Job == job && run.State == JobRunState.Running)
                .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id),
        ]);

    Task<IReadOnlyList<JobRun>> IJobRuns.DueAsync(DateTime at, int most, CancellationToken cancellation) => One(IReadOnlyList<JobRun> () =>
        [.. _live.Values.Where(run => run.LooksAt <= at).OrderBy(run => run.LooksAt).Take(most)]);

    Task IJobRuns.TouchAsync(string id, DateTime at, CancellationToken cancellation) => One(() =>
    {
        if (_jobRuns.TryGetValue(id, out var run) && run.State == JobRunState.Running)
            Put(run with { LooksAt = run.LooksAt < at ? run.LooksAt : at, Revision = run.Revision + 1 });
        return true;
    });

    public Task<JobRun?> CommitAsync(JobRun run, Lease? lease, CancellationToken cancellation) => One(() =>
    {
        if (!_jobRuns.TryGetValue(run.Id, out var before) || before.Revision != run.Revision || !IsHeld(lease))
            return null;

        Put(run with { Revision = run.Revision + 1, Epoch = lease?.Epoch ?? before.Epoch });
        if (before.State == JobRunState.Running && run.State != JobRunState.Running)
            Touch(run.Job, run.EndedAt ?? run.CreatedAt);
        return _jobRuns[run.Id];
    });

    private void Add(JobRun run)
    {
        if (_jobRuns.ContainsKey(run.Id))
            return;
        _byTime.Add((run.CreatedAt, run.Id));
        Put(run);
    }

    // Those that are running or due: the others are a year's.
    private void Put(JobRun run)
    {
        _jobRuns[run.Id] = run;
        if (run.State == JobRunState.Running || run.LooksAt is not null)
            _live[run.Id] = run;
        else
            _live.Remove(run.Id);
    }
}
