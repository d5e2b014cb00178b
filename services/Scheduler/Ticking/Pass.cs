using Presage.Engine;
using Presage.Hosting.Errors;

namespace Presage.Scheduler.Ticking;

/// <summary>
/// Goes through what is due, a part at a time, until nothing is due any more that was not gone through in this pass. One thing about which
/// nothing can be decided keeps nobody from deciding about others.
/// </summary>
internal sealed class Pass<T>(Func<int, Task<IReadOnlyList<T>>> due, Func<T, (string Id, long Revision)> identity)
{
    private const int AtOnce = 100;
    private const int SideBySide = 4;

    /// <param name="stuck">What is to be done about one that fails for a reason of its own.</param>
    public async Task RunAsync(
        Func<T, CancellationToken, Task> look, Func<T, Exception, CancellationToken, Task> stuck, CancellationToken cancellation)
    {
        var seen = new HashSet<(string, long)>();
        for (var most = AtOnce; ; most = AtOnce + seen.Count)
        {
            var found = await due(Math.Min(most, 10_000));
            var fresh = found.Where(item => seen.Add(identity(item))).ToList();
            if (fresh.Count == 0)
                return;

            await Parallel.ForEachAsync(
                fresh, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation },
                async (item, token) =>
                {
                    try
                    {
                        await look(item, token);
                    }
                    catch (Exception exception) when (!token.IsCancellationRequested && IsOfOne(exception))
                    {
                        await stuck(item, exception, token);
                    }
                });
        }
    }

    /// <summary>Whether others are not concerned: store and broker are there.</summary>
    private static bool IsOfOne(Exception exception) =>
        Failure.Of(exception, CancellationToken.None) is { Kind: not (ErrorKind.Unavailable or ErrorKind.Busy) }
        && exception is not TimeoutException;
}
