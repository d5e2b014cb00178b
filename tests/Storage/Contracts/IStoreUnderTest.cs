namespace Presage.Tests.Storage.Contracts;

/// <summary>A provider's way to an empty store of its own for each test, which several processes may use at once.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The ports as a process of its own would see them: nothing is shared with others but the stored data.</summary>
    IServiceProvider Open();
}
