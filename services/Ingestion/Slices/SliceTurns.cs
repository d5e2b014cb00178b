namespace Presage.Ingestion.Slices;

/// <summary>
/// One at a time works on a slice in this process. Were a slice that is delivered twice worked on twice at once, the store would be right,
/// but each would see some of the other's rows as duplicates and count them so.
/// </summary>
internal sealed class SliceTurns
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits until nobody works on the slice; disposing lets the next one.</summary>
    public async Task<IDisposable> WaitAsync(string slice, CancellationToken cancellation)
    {
        var turn = _turns[(uint)slice.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
