using System.Globalization;

namespace Presage.Cli.Composition;

/// <summary>What a command says to the services that it hosts.</summary>
/// <param name="AllowedRoots">Files and folders that ingestion may read.</param>
/// <param name="ErrorBudget">Share of rows that may be quarantined before an ingestion fails; null for the service's own.</param>
/// <param name="WakesRuns">Whether runs that stand still are woken: only by a process that stays to see them end.</param>
internal sealed record EmbeddedSettings(IReadOnlyList<string>? AllowedRoots = null, double? ErrorBudget = null, bool WakesRuns = false)
{
    public Dictionary<string, string?> ToConfiguration()
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (index, root) in (AllowedRoots ?? []).Index())
            settings[$"Ingestion:AllowedRoots:{index}"] = root;
        if (ErrorBudget is { } budget)
            settings["Ingestion:ErrorBudget"] = budget.ToString(CultureInfo.InvariantCulture);

        if (!WakesRuns)
            settings["StalledRuns:Enabled"] = "false";

        return settings;
    }
}
