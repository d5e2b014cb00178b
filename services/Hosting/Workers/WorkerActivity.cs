using Presage.Storage;

namespace Presage.Hosting.Workers;

/// <summary>What this process is at, for whoever asks in it, and for its heartbeat.</summary>
public sealed class WorkerActivity : IDisposable
{
    /// <summary>What is counted when a stage's messages are sent.</summary>
    public const string Slices = "slices planned";

    /// <summary>What is counted when files are looked at before they are read.</summary>
    public const string FilesOpened = "files opened";

    /// <summary>What is counted when rows of files are read before any is stored.</summary>
    public const string FilesTried = "files tried";

    private readonly Lock _one = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly Dictionary<string, WorkerPlanning> _planning = [];
    private WorkerSlice? _slice;

    /// <summary>The slice that was taken up or finished last.</summary>
    public WorkerSlice? Slice
    {
        get
        {
            lock (_one)
                return _slice;
        }
    }

    /// <summary>One of the stages that are being planned.</summary>
    public WorkerPlanning? Planning
    {
        get
        {
            lock (_one)
                return _planning.Values.FirstOrDefault();
        }
    }

    /// <summary>How far this process is in planning a run; null where it plans nothing of it.</summary>
    public WorkerPlanning? PlanningOf(string run)
    {
        lock (_one)
            return _planning.GetValueOrDefault(run);
    }

    public void Take(string run, string stage, int slice, DateTime at) => Change(() => _slice = new(run, stage, slice, at, IsDone: false));

    public void Finish(string run, string stage, int slice, DateTime at) => Change(() => _slice = new(run, stage, slice, at, IsDone: true));

    /// <param name="what">What is counted: a noun and what is done with it.</param>
    /// <param name="of">How many there are; 0 while that is not known.</param>
    public void Plan(string run, string what, int planned, int of) => Change(() => _planning[run] = new(run, what, planned, of));

    public void PlanNoMore(string run) => Change(() => _planning.Remove(run));

    /// <summary>Something else about this process is new.</summary>
    public void Touch() => Change(() => { });

    /// <summary>Waits for a change since the last time, but no longer than given.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation) => _changed.WaitAsync(longest, cancellation);

    public void Dispose() => _changed.Dispose();

    private void Change(Action change)
    {
        lock (_one)
        {
            change();
            if (_changed.CurrentCount == 0)
                _changed.Release();
        }
    }
}
