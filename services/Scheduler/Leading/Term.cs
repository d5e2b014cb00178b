using Presage.Storage;

namespace Presage.Scheduler.Leading;

/// <summary>The time in which this process, and no other, looks after jobs.</summary>
/// <param name="Lost">Cancelled when it is over: nothing is decided from then on.</param>
internal sealed record Term(Lease Lease, CancellationToken Lost);
