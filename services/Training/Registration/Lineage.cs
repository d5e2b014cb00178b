using System.Security.Cryptography;
using System.Text;
using Presage.Hosting;

namespace Presage.Training.Registration;

/// <summary>Where a model comes from.</summary>
/// <param name="AsOf">Only records known at this moment counted.</param>
/// <param name="DataHash">Hash of the feature rows, failures and replacements it was made from.</param>
/// <param name="Parameters">What differs from the algorithm's defaults.</param>
/// <param name="AlarmsPerWeek">Budget that the thresholds were chosen by; null when by cost.</param>
/// <param name="Sweep">How the hyper-parameters were found; null when nothing was asked for.</param>
internal sealed record Lineage(
    string Dataset, DateTime From, DateTime To, DateTime AsOf, DateTime FailuresKnownUntil, string Scenario, string ScenarioHash, string Preset,
    double HorizonHours, string DataHash, string Algorithm, SortedDictionary<string, double> Parameters, long Seed, double? AlarmsPerWeek,
    string EngineVersion, string Run, SweepLineage? Sweep = null)
{
    /// <summary>
    /// The same for the same work: without the run and the moments of knowledge, which the hash of the data stands for. The sweep is not part of it, since
    /// a model does not depend on the candidates that lost, nor on how the one that won was found: its hyper-parameters say all, those set by hand among them.
    /// </summary>
    public string Key()
    {
        var work = this with { Run = "", AsOf = default, FailuresKnownUntil = default, Sweep = null };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(work))));
    }
}
