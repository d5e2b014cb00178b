using Presage.Storage;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>The id of this process's store, asked for once.</summary>
internal sealed class OwnStore(IStoreIdentity identity)
{
    /// <summary>Null before anybody has asked for it.</summary>
    public string? Id { get; private set; }

    public async ValueTask<string> IdAsync(CancellationToken cancellation) => Id ??= (await identity.ReadAsync(cancellation)).Id;
}
