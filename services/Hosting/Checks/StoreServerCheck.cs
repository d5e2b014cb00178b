using System.Runtime.CompilerServices;
using Presage.Storage;

namespace Presage.Hosting.Checks;

/// <summary>
/// A store that a server keeps: that it answers, suits, takes what is written, and is of a form that this version may use.
/// </summary>
public sealed class StoreServerCheck(IStoreTopology store, IStoreIdentity identity) : ICheck
{
    public string Name => "store";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await store.CheckAsync(cancellation);
        yield return Finding.Ok($"The store {store.Name} answers, and takes what is written.");
        var which = await identity.ReadAsync(cancellation);
        yield return Finding.Ok($"It is the store {which.Id}, of form {which.Form}.");
    }
}
