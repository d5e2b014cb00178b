using System.Runtime.CompilerServices;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Hosting.Checks;

/// <summary>Whether this machine's clock goes with the store's.</summary>
public sealed class ClockCheck(IStoreClock store, TimeProvider clock) : ICheck
{
    public string Name => "clock";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var time = new StoreTime(store, clock);
        await time.MeasureAsync(cancellation);
        if (time.Skew is not { } skew)
        {
            yield return Finding.Skipped("The store does not say what time it is.");
            yield break;
        }

        yield return time.IsSkewed
            ? Finding.Warning(
                "clock-skew", $"This machine's clock is {ClockWords.Of(skew)}.", "Let both take their time from the same server (NTP).")
            : Finding.Ok($"This machine's clock is {ClockWords.Of(skew)}.");
    }
}
