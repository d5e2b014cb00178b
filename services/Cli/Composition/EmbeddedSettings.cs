namespace Presage.Cli.Composition;

/// <summary>What a command says to the services that it hosts.</summary>
/// <param name="AllowedRoots">Files and folders that ingestion may read.</param>
/// <param name="FollowLinks">Whether links below them are followed wherever they lead, as far as the user's own rights reach.</param>
/// <param name="WakesRuns">
/// Whether runs that stand still are woken, and what is old is deleted: only by a process that stays to see them end.
/// </param>
/// <param name="AdvancesJobs">
/// Whether job runs that have begun go on: for commands that wait for one. Schedules and triggers are looked at only by a process that
/// stays (<paramref name="WakesRuns"/>), which does this as well.
/// </param>
internal sealed record EmbeddedSettings(
    IReadOnlyList<string>? AllowedRoots = null, bool FollowLinks = false, bool WakesRuns = false, bool AdvancesJobs = false)
{
    public Dictionary<string, string?> ToConfiguration()
    {
        var settings = new Dictionary<string, string?>();

        // Keys of their own, so that those of the environment are not replaced but added to.
        foreach (var (index, root) in (AllowedRoots ?? []).Index())
            settings[$"Ingestion:AllowedRoots:command-{index}"] = root;
        if (FollowLinks)
            settings["Ingestion:FollowLinks"] = "true";
        if (!WakesRuns && AdvancesJobs)
            settings["Scheduler:Schedules"] = "false";
        else if (!WakesRuns)
            settings["Scheduler:Enabled"] = "false";
        if (!WakesRuns)
            (settings["StalledRuns:Enabled"], settings["Retention:Enabled"], settings["Overdue:Enabled"]) = ("false", "false", "false");

        return settings;
    }
}
