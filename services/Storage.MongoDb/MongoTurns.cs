namespace Presage.Storage.MongoDb;

/// <summary>Processes on several machines do not wait for each other.</summary>
internal sealed class MongoTurns : IStoreTurns
{
    public Task<IDisposable> WaitAsync(string name, CancellationToken cancellation) => Task.FromResult<IDisposable>(new MemoryStream());
}
