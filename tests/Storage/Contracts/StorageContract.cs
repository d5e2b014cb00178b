using Microsoft.Extensions.DependencyInjection;

namespace Presage.Tests.Storage.Contracts;

/// <summary>What every provider promises, port by port. A provider's tests derive from the contracts and add nothing.</summary>
public abstract class StorageContract<TStore, TPort> : IAsyncDisposable
    where TStore : IStoreUnderTest, new()
    where TPort : notnull
{
    private readonly TStore _store = new();

    protected StorageContract() => Ports = _store.Open();

    protected IServiceProvider Ports { get; }

    protected TPort Port => Ports.GetRequiredService<TPort>();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc cref="IStoreUnderTest.BeginDeletingAsync"/>
    protected Task BeginDeletingAsync(Deletable what, string name) => _store.BeginDeletingAsync(what, name);

    /// <summary>The port as another process sees it.</summary>
    protected TPort OpenAgain() => _store.Open().GetRequiredService<TPort>();

    protected static DateTime At(int hour) => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
