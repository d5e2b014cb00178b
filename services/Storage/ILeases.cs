namespace Presage.Storage;

/// <summary>Who does what only one process may do, by the store's clock.</summary>
public interface ILeases
{
    /// <summary>
    /// Takes a lease that nobody has or that has run out, or extends one's own. A new holder has a higher epoch than all before, so that
    /// what an earlier one still sends can be told from it.
    /// </summary>
    /// <returns>The lease; null while another has it.</returns>
    Task<Lease?> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation);

    /// <summary>Gives it back at once.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Who has it, also when it has run out; null when nobody ever had.</summary>
    Task<Lease?> FindAsync(string name, CancellationToken cancellation);
}

/// <param name="Epoch">From 1.</param>
/// <param name="Until">By the store's clock.</param>
public sealed record Lease(string Name, string Holder, long Epoch, DateTime Until)
{
    /// <summary>Name of the lease of whoever decides about jobs.</summary>
    public const string Scheduler = "scheduler";
}
