namespace Presage.Storage;

/// <summary>The processes that work on the store, as each says of itself now and then.</summary>
public interface IWorkers
{
    /// <summary>Stores what a process says of itself, in the place of what it said before.</summary>
    Task SayAsync(WorkerRecord worker, CancellationToken cancellation);

    /// <summary>A process that ends takes back what it said.</summary>
    Task LeaveAsync(string id, CancellationToken cancellation);

    /// <summary>Also those that have said nothing for long, since they were killed; by service and id.</summary>
    Task<IReadOnlyList<WorkerRecord>> ListAsync(CancellationToken cancellation);

    /// <summary>Forgets those that have said nothing since a moment. Returns how many.</summary>
    Task<int> ForgetAsync(DateTime before, CancellationToken cancellation);
}

/// <param name="Id">Machine, process id, and what tells it from an earlier process of that id.</param>
/// <param name="Service">Such as ingestion; presage is a process that does what all services do.</param>
/// <param name="State">starting, ready, not-ready or draining.</param>
/// <param name="Since">When the process was started. Both times are by the store's clock.</param>
/// <param name="SeenAt">When it last said something.</param>
/// <param name="Skew">By how much its own clock is ahead of the store's; null where that is not known.</param>
/// <param name="Slice">The slice that it took up last; null when it has taken up none.</param>
/// <param name="Planning">The stage that it is planning; null when it plans none.</param>
public sealed record WorkerRecord(
    string Id, string Service, string Version, string State, DateTime Since, DateTime SeenAt, TimeSpan? Skew = null,
    WorkerSlice? Slice = null, WorkerPlanning? Planning = null);

/// <param name="At">When it was taken up or, if it is done, finished.</param>
public sealed record WorkerSlice(string Run, string Stage, int Slice, DateTime At, bool IsDone);

/// <param name="Planned">Number of things that have been looked at or sent.</param>
/// <param name="Of">How many there are; 0 while that is not known.</param>
/// <param name="What">What is counted and what is done with it, such as <c>slices planned</c>.</param>
public sealed record WorkerPlanning(string Run, string What, int Planned, int Of);
