namespace Presage.Storage;

/// <summary>Runs that stood still and were woken: their requests were published once more.</summary>
public interface IRunWakes
{
    /// <summary>
    /// Adds the wake unless the run has one with its number, so that only one of many processes wakes it. Returns whether this call added
    /// it.
    /// </summary>
    Task<bool> AddAsync(string run, RunWake wake, CancellationToken cancellation);

    /// <summary>All wakes of a run, by number.</summary>
    Task<IReadOnlyList<RunWake>> ListAsync(string run, CancellationToken cancellation);
}

/// <param name="Number">From 1; counted on over retries of the run.</param>
/// <param name="Why">What was missing, and who was to do it.</param>
public sealed record RunWake(int Number, DateTime At, string Why);
