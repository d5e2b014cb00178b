using System.Runtime.CompilerServices;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Errors;

namespace Presage.Hosting.Checks;

/// <summary>Carries out checks in their order. One that goes wrong or does not come to an end is a finding, and the others go on.</summary>
public sealed class Checkup(IReadOnlyList<ICheck> checks, TimeProvider clock)
{
    /// <summary>No check takes longer than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<CheckedMatter> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var check in checks)
            await foreach (var finding in LookAsync(check, cancellation))
                yield return new CheckedMatter(
                    check.Name, finding.State.ToString().ToLowerInvariant(), finding.Code, finding.Found, finding.Remedy);
    }

    private async IAsyncEnumerable<Finding> LookAsync(ICheck check, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var longest = new CancellationTokenSource(Longest, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, longest.Token);

        // What does not come to an end is left behind, and cannot be disposed of.
        var findings = check.LookAsync(both.Token).GetAsyncEnumerator(both.Token);
        while (await NextAsync(findings, both.Token, cancellation) is { } finding)
        {
            yield return finding;
            if (finding == Endless)
                yield break;
        }

        await findings.DisposeAsync();
    }

    private static Finding Endless { get; } = Finding.Failed(
        "check-endless", $"This has not come to an end after {Longest.TotalSeconds} s.",
        "See whether what it asks answers at all.");

    private static async Task<Finding?> NextAsync(
        IAsyncEnumerator<Finding> findings, CancellationToken longest, CancellationToken cancellation)
    {
        try
        {
            return await findings.MoveNextAsync().AsTask().WaitAsync(longest) ? findings.Current : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Endless;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Finding.Failed(exception as PresageException ?? Failure.Of(exception));
        }
    }
}
