using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Scheduler.Year;

/// <summary>
/// Jobs and their runs in memory, with the store's rules: a commit is all or nothing, against the revision that was decided from, and
/// refused when another has the lease. For simulations that would take the real store hours.
/// </summary>
internal sealed partial class MemoryStore(TimeProvider clock) : IJobs, ILeases
{
    private readonly Lock _one = new();
    private readonly SortedDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly List<JobVersion> _versions = [];
    private readonly Dictionary<string, SortedList<DateTime, Occurrence>> _rows = [];
    private readonly Dictionary<string, SortedList<DateTime, Occurrence>> _buffered = [];
    private readonly Dictionary<string, TriggerEvaluation> _evaluations = [];
    private readonly Dictionary<string, JobEntry> _entries = [];
    private readonly Dictionary<string, Lease> _leases = [];

    public Task<Job?> ApplyAsync(
        JobVersion version, JobState state, long? revision, JobEntry entry, CancellationToken cancellation) => One(() =>
    {
        if (_jobs.GetValueOrDefault(version.Job)?.Revision != revision)
            return null;
        _versions.Add(version);
        _entries.TryAdd(entry.Id, entry);
        return _jobs[version.Job] = new(version.Job, version.Number, version.Definition, state, (revision ?? 0) + 1);
    });

    public Task<Job?> FindAsync(string name, CancellationToken cancellation) => One(() => _jobs.GetValueOrDefault(name));

    public Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellation) => One(IReadOnlyList<Job> () => [.. _jobs.Values]);

    public Task<IReadOnlyList<Job>> TriggeredAsync(CancellationToken cancellation) => ((IJobs)this).ListAsync(cancellation);

    public Task<IReadOnlyList<Job>> DueAsync(DateTime at, int most, CancellationToken cancellation) => One(IReadOnlyList<Job> () =>
        [.. _jobs.Values.Where(job => job.State.LooksAt <= at).OrderBy(job => job.State.LooksAt).Take(most)]);

    public Task TouchAsync(string name, DateTime at, CancellationToken cancellation) => One(() => Touch(name, at));

    public Task<Job?> CommitAsync(JobCommit commit, CancellationToken cancellation) => One(() =>
    {
        var name = commit.Job.Name;
        if (!_jobs.TryGetValue(name, out var job) || job.Revision != commit.Job.Revision || !IsHeld(commit.Lease))
            return null;

        foreach (var row in commit.Occurrences)
            Put(row);
        foreach (var run in commit.Runs)
            Add(run);
        foreach (var evaluation in commit.Evaluations)
            _evaluations.TryAdd(evaluation.Id, evaluation);
        foreach (var entry in commit.Entries)
            _entries.TryAdd(entry.Id, entry);
        return _jobs[name] = job with
        {
            State = commit.Job.State with { Epoch = commit.Lease?.Epoch ?? job.State.Epoch },
            Revision = job.Revision + 1,
        };
    });

    public Task<IReadOnlyList<JobVersion>> VersionsAsync(string name, CancellationToken cancellation) =>
        One(IReadOnlyList<JobVersion> () => [.. _versions.Where(version => version.Job == name).Reverse()]);

    public Task<JobVersion?> VersionAsync(string name, int version, CancellationToken cancellation) =>
        One(() => _versions.FirstOrDefault(one => one.Job == name && one.Number == version));

    public Task<Occurrence?> OccurrenceAsync(string job, DateTime nominal, CancellationToken cancellation) =>
        One(() => _rows.GetValueOrDefault(job)?.GetValueOrDefault(nominal));

    public Task<IReadOnlyList<Occurrence>> OccurrencesAsync(
        string job, DateTime? from, DateTime? to, OccurrenceOutcome? outcome, int most, CancellationToken cancellation) =>
        One(IReadOnlyList<Occurrence> () =>
        {
            List<Occurrence> found = [];
            if (!(outcome == OccurrenceOutcome.Buffered ? _buffered : _rows).TryGetValue(job, out var rows))
                return found;

            // The latest first, without going through a year's.
            for (var at = rows.Count - 1; at >= 0 && found.Count < most && !(rows.Keys[at] <= from); at--)
                if (!(rows.Keys[at] > to) && (outcome is null || rows.Values[at].Outcome == outcome))
                    found.Add(rows.Values[at]);
            return found;
        });

    public Task<IReadOnlyList<TriggerEvaluation>> EvaluationsAsync(string job, string? after, int most, CancellationToken cancellation) =>
        One(IReadOnlyList<TriggerEvaluation> () => [.. _evaluations.Values.OrderByDescending(one => one.Id).Take(most)]);

    public Task<IReadOnlyList<JobEntry>> EntriesAsync(string job, int most, CancellationToken cancellation) =>
        One(IReadOnlyList<JobEntry> () => [.. _entries.Values.OrderByDescending(one => one.Id).Take(most)]);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> WasDeletedAsync(string name, CancellationToken cancellation) => Task.FromResult(false);

    public Task<bool> MarkOverdueAsync(string job, DateTime nominal, DateTime at, CancellationToken cancellation) => Task.FromResult(false);

    public Task<IReadOnlyDictionary<DateTime, DateTime>> OverdueAsync(
        string job, DateTime? from, DateTime? to, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<DateTime, DateTime>>(new Dictionary<DateTime, DateTime>());

    public Task<Lease?> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation) => One(() =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lease = _leases.GetValueOrDefault(name);
        if (lease is not null && lease.Holder != holder && lease.Until > now)
            return null;
        var isMine = lease?.Holder == holder && lease.Until > now;
        return _leases[name] = new(name, holder, isMine ? lease!.Epoch : (lease?.Epoch ?? 0) + 1, now + time);
    });

    public Task ReleaseAsync(Lease lease, CancellationToken cancellation) => One(() =>
    {
        if (_leases.GetValueOrDefault(lease.Name) is { } held && held.Epoch == lease.Epoch)
            _leases[lease.Name] = held with { Until = DateTime.MinValue };
        return true;
    });

    Task<Lease?> ILeases.FindAsync(string name, CancellationToken cancellation) => One(() => _leases.GetValueOrDefault(name));

    private bool IsHeld(Lease? lease) => lease is null || _leases.GetValueOrDefault(lease.Name)?.Epoch == lease.Epoch;

    private bool Touch(string name, DateTime at)
    {
        if (_jobs.TryGetValue(name, out var job))
            _jobs[name] = job with
            {
                State = job.State with { LooksAt = job.State.LooksAt < at ? job.State.LooksAt : at },
                Revision = job.Revision + 1,
            };
        return true;
    }

    private void Put(Occurrence row)
    {
        if (!_rows.TryGetValue(row.Job, out var rows))
            (_rows[row.Job], _buffered[row.Job]) = (rows = [], []);
        rows[row.Nominal] = row;
        if (row.Outcome == OccurrenceOutcome.Buffered)
            _buffered[row.Job][row.Nominal] = row;
        else
            _buffered[row.Job].Remove(row.Nominal);
    }

    private Task<T> One<T>(Func<T> call)
    {
        lock (_one)
            return Task.FromResult(call());
    }
}
