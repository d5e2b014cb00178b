using Presage.Contracts.Api;
using Presage.Engine.Alarms;
using Presage.Engine.Observation;
using Presage.Hosting.Results;
using Presage.Storage;

namespace Presage.Application.Results;

/// <summary>
/// Which machines are most at risk, and since when. Those that were not heard of lately come last: what was predicted of them is over.
/// </summary>
internal sealed class RiskRanker(IPredictions predictions, LatestStandings standings, StandingAlarms alarms)
{
    public async Task<RiskRanking> RankAsync(ResultSet results, int most, DateTime at, CancellationToken cancellation)
    {
        var (machines, fleet) = await standings.ReadAsync(results, at, cancellation);
        var ranked = new List<RankedMachine>();
        foreach (var standing in machines.OrderBy(machine => fleet.IsStale(machine.Machine))
            .ThenBy(machine => machine.Risk, Risk.MostEndangeredFirst).Take(most))
        {
            foreach (var latest in await predictions.LatestAsync(results.Name, standing.Machine, standing.Time, cancellation))
                ranked.Add(await RankedAsync(results, latest, fleet, cancellation));
        }

        return new RiskRanking(
            results.Name, results.Dataset, results.Horizon.TotalHours, ranked, machines.Count,
            machines.Count(machine => machine.Risk.IsAtRisk && !fleet.IsStale(machine.Machine)))
        {
            Fleet = fleet.Coverage(),
            Notices = [.. FleetNotices.Of(fleet)],
        };
    }

    /// <param name="latest">The machine's latest prediction of those that count.</param>
    /// <param name="at">What is later does not count.</param>
    public async Task<RankedMachine> RankedAsync(ResultSet results, Prediction latest, DateTime at, CancellationToken cancellation) =>
        await RankedAsync(results, latest, await standings.ReadAsync(results, latest, at, cancellation), cancellation);

    private async Task<RankedMachine> RankedAsync(
        ResultSet results, Prediction latest, FleetFreshness fleet, CancellationToken cancellation)
    {
        var risk = Risk.Of(latest.Probabilities, latest.Thresholds);
        var isStale = fleet.IsStale(latest.Machine);
        var since = isStale ? null : await alarms.SinceAsync(results, latest, risk.Component, cancellation);
        return new RankedMachine(
            latest.Machine, latest.Time, results.Components[risk.Component], risk.Probability, risk.Threshold,
            risk.IsAtRisk && !isStale, since,
            latest.Sentences(), latest.Model, latest.Version)
        {
            LastReading = fleet.Heard.TryGetValue(latest.Machine, out var heard) ? heard : null,
            Stale = isStale,
        };
    }
}
