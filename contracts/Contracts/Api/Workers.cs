namespace Presage.Contracts.Api;

/// <summary>The processes that work on a store, by service; also those that were killed within the last day.</summary>
public sealed record WorkerList(IReadOnlyList<WorkerSummary> Workers);

/// <param name="Worker">Machine, process id, and what tells it from an earlier process of that id.</param>
/// <param name="Service">Such as ingestion; presage does what all services do.</param>
/// <param name="State">starting, ready or draining; gone when nothing was heard of it for longer than it is ever silent.</param>
/// <param name="SecondsAgo">How long ago it last said something.</param>
/// <param name="SkewSeconds">By how much its clock is ahead of the store's; null where that is not known.</param>
/// <param name="Slice">The slice that it took up last.</param>
/// <param name="Planning">The run that it is planning.</param>
/// <param name="Notice">What people should look after; null when there is nothing.</param>
public sealed record WorkerSummary(
    string Worker, string Service, string Version, string State, DateTime Since, DateTime SeenAt, double SecondsAgo, double? SkewSeconds,
    WorkedSlice? Slice, PlannedRun? Planning, string? Notice)
{
    /// <summary>Whether it is the one scheduler that looks after the jobs; null for any other.</summary>
    public bool? Leads { get; init; }
}

/// <param name="At">When it was taken up or, if it is done, finished.</param>
public sealed record WorkedSlice(string Run, string Stage, int Slice, DateTime At, bool Done);

/// <param name="What">What is counted, and what is done with it: slices planned, files opened, files tried.</param>
/// <param name="Of">How many there are; 0 while that is not known.</param>
public sealed record PlannedRun(string Run, string What, int Planned, int Of);
