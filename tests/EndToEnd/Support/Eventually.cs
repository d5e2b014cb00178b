using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Support;

internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until something is so.</summary>
    public static Task TrueAsync(Func<Task<bool>> isSo, TimeSpan patience, string what) => TrueAsync(isSo, patience, () => what);

    public static async Task TrueAsync(Func<Task<bool>> isSo, TimeSpan patience, Func<string> what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(patience, what());
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }
}
