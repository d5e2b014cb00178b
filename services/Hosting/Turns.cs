namespace Presage.Hosting;

/// <summary>One at a time for each name in this process; those that wait for the same name are let in as they came.</summary>
public sealed class Turns
{
    private readonly Dictionary<string, Queue> _queues = [];

    /// <summary>Waits until nobody has the turn of the name; disposing lets the next one.</summary>
    public async Task<IDisposable> WaitAsync(string name, CancellationToken cancellation)
    {
        var queue = Join(name);
        try
        {
            await queue.Gate.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(name, queue);
            throw;
        }

        return new Turn(this, name, queue);
    }

    private Queue Join(string name)
    {
        lock (_queues)
        {
            if (!_queues.TryGetValue(name, out var queue))
                _queues.Add(name, queue = new Queue());

            queue.Members++;
            return queue;
        }
    }

    private void Leave(string name, Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Members > 0)
                return;

            _queues.Remove(name);
            queue.Gate.Dispose();
        }
    }

    private sealed class Queue
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Who has the turn, and who waits for it.</summary>
        public int Members { get; set; }
    }

    private sealed class Turn(Turns turns, string name, Queue queue) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 1)
                return;

            queue.Gate.Release();
            turns.Leave(name, queue);
        }
    }
}
