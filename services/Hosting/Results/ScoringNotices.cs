using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Hosting.Results;

/// <summary>What the latest run that scored into a result set has noted of its inputs.</summary>
public sealed class ScoringNotices(IRuns runs)
{
    /// <summary>A result set that nobody has scored into for longer has no notices any more.</summary>
    private const int LatestRuns = 100;

    public async Task<IReadOnlyList<Notice>> OfAsync(ResultSet results, CancellationToken cancellation)
    {
        var scored = new RunQuery(RunKinds.Score, RunState.Succeeded, results.Dataset);
        foreach (var run in await runs.ListAsync(scored, null, LatestRuns, cancellation))
        {
            if (Json.Read<StartScoring>(run.Request).Results == results.Name && run.Result is { } result)
                return [.. Json.Read<ScoreResult>(result).Notices.Where(notice => !FleetNotices.IsOne(notice))];
        }

        return [];
    }
}
