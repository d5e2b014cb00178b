using Presage.Contracts.Api;
using Presage.Engine.Alarms;
using Presage.Storage;

namespace Presage.Application.Results;

/// <summary>Which machines are most at risk, and since when.</summary>
internal sealed class RiskRanker(IPredictions predictions, StandingAlarms alarms)
{
    public async Task<RiskRanking> RankAsync(ResultSet results, int most, DateTime at, CancellationToken cancellation)
    {
        var top = await predictions.TopAsync(results.Name, at, most, cancellation);
        var ranked = new List<RankedMachine>();
        foreach (var latest in top.Rows)
            ranked.Add(await RankedAsync(results, latest, cancellation));

        return new RiskRanking(results.Name, results.Dataset, results.Horizon.TotalHours, ranked, top.Machines, top.AtRisk);
    }

    /// <param name="latest">The machine's latest prediction of those that count.</param>
    public async Task<RankedMachine> RankedAsync(ResultSet results, Prediction latest, CancellationToken cancellation)
    {
        var risk = Risk.Of(latest.Probabilities, latest.Thresholds);
        var since = await alarms.SinceAsync(results, latest, risk.Component, cancellation);
        return new RankedMachine(
            latest.Machine, latest.Time, results.Components[risk.Component], risk.Probability, risk.Threshold, risk.IsAtRisk, since,
            latest.Sentences(), latest.Model, latest.Version);
    }
}
