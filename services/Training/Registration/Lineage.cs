using System.Security.Cryptography;
using System.Text;
using Presage.Hosting;

namespace Presage.Training.Registration;

/// <summary>Where a model comes from.</summary>
/// <param name="AsOf">Only records known at this moment counted.</param>
/// <param name="DataHash">Hash of the feature rows, failures and replacements it was made from.</param>
/// <param name="AlarmsPerWeek">Budget that the thresholds were chosen by; null when by cost.</param>
internal sealed record Lineage(
    string Dataset, DateTime From, DateTime To, DateTime AsOf, DateTime FailuresKnownUntil, string Scenario, string ScenarioHash, string Preset,
    double HorizonHours, string DataHash, string Algorithm, SortedDictionary<string, double> Parameters, long Seed, double? AlarmsPerWeek,
    string EngineVersion, string Run)
{
    /// <summary>
    /// The same for the same work: without the run and the moments of knowledge, which the hash of the data stands for. The number of trials is not part of it, since
    /// a model does not depend on the candidates that lost.
    /// </summary>
    public string Key()
    {
        var work = this with { Run = "", AsOf = default, FailuresKnownUntil = default };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(work))));
    }
}
