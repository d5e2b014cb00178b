using System.Runtime.CompilerServices;

namespace Presage.Hosting.Checks;

/// <summary>A check that has a sense only where another has found what it needs.</summary>
/// <param name="why">Why there is none, as a sentence; null when there is one.</param>
/// <param name="make">Makes the check when it is its turn.</param>
public sealed class LaterCheck(string name, Func<string?> why, Func<ICheck> make) : ICheck
{
    public string Name => name;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (why() is { } reason)
            yield return Finding.Skipped(reason);
        else
            await foreach (var finding in make().LookAsync(cancellation))
                yield return finding;
    }
}
