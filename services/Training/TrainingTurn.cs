namespace Presage.Training;

/// <summary>
/// One message of learning at a time in a process, since each uses every processor and a matrix of its own. The queue of small sweeps and that of large ones are both
/// waiting here, first come first served, so that they take turns.
/// </summary>
public sealed class TrainingTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task TakeAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
