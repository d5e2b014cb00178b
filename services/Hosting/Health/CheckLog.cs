using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Health;

/// <summary>Remembers since when each check passes or fails, and says so in the log when that changes, however often it is asked.</summary>
internal sealed class CheckLog(TimeProvider clock, ILogger<CheckLog> log)
{
    private readonly ConcurrentDictionary<string, Standing> _standings = new();

    /// <summary>Takes note of what a check has answered.</summary>
    /// <param name="isExpected">Whether a failure is what is to be expected, as while the process starts, and not worth a line.</param>
    /// <returns>Since when it answers so.</returns>
    public DateTime Note(string check, HealthReportEntry answer, bool isExpected)
    {
        var passes = answer.Status != HealthStatus.Unhealthy;
        var now = clock.GetUtcNow().UtcDateTime;
        var next = new Standing(passes, now, !passes && !isExpected);
        while (true)
        {
            if (!_standings.TryGetValue(check, out var before))
            {
                if (!_standings.TryAdd(check, next))
                    continue;
            }
            else if (before.Passes == passes && (before.IsSaid || !next.IsSaid))
                return before.Since;
            else if (!_standings.TryUpdate(check, next = next with { Since = before.Passes == passes ? before.Since : now }, before))
                continue;

            if (next.IsSaid)
                Log.CheckFails(log, check, ReasonOf(answer)!);
            else if (before is { IsSaid: true })
                Log.CheckPasses(log, check, Math.Round((now - before.Since).TotalSeconds, 3));

            return next.Since;
        }
    }

    /// <summary>Why a check fails, in a sentence, also where its own code does; or what one that passes has to say.</summary>
    public static string? ReasonOf(HealthReportEntry answer) => answer.Status == HealthStatus.Healthy ? null
        : answer.Description ?? (answer.Exception is { } exception ? Errors.Failure.Of(exception).Message : "It does not say why.");

    /// <param name="IsSaid">Whether the log says that it fails.</param>
    private sealed record Standing(bool Passes, DateTime Since, bool IsSaid);
}
