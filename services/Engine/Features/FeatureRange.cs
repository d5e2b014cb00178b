namespace Presage.Engine.Features;

/// <summary>Which rows to build: grid points T with From &lt; T &lt;= To.</summary>
/// <param name="From">Exclusive beginning, Unix time.</param>
/// <param name="To">Inclusive end, Unix time.</param>
/// <param name="Horizon">Label horizon H in <see cref="UnixTime"/> units: the label says whether a component fails in (T, T + H].</param>
/// <param name="FailuresKnownUntil">
/// Nothing later is known, also of machines that are observed longer; where T + H lies beyond it the label is unknown unless a failure
/// comes before. Unix time.
/// </param>
public readonly record struct FeatureRange(long From, long To, long Horizon, long FailuresKnownUntil);
