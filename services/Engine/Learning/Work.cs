namespace Presage.Engine.Learning;

/// <summary>Independent pieces of work on a bounded number of threads; a plain loop when one thread is enough.</summary>
internal static class Work
{
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellation = default)
    {
        if (threads > 1 && count > 1)
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, body);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            body(i);
        }
    }
}
