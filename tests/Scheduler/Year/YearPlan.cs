namespace Presage.Tests.Scheduler.Year;

/// <summary>The job of a seed, and what happens to it besides disturbances.</summary>
/// <param name="IsLossless">Whether all its intervals have a succeeded run in the end: nothing is skipped, missed or excluded.</param>
/// <param name="Edits">Other schedules that it is given now and then.</param>
internal sealed record YearPlan(
    string Name, string Schedule, bool IsLossless, string More = "", bool HasTriggers = false, bool IsPaused = false, params string[] Edits)
{
    private const string All = "catch-up: { mode: all, window: 400d, most: 10000 }";

    public static readonly IReadOnlyList<YearPlan> Every =
    [
        new("merged", $"every: 15m, overlap: merge, {All}", true),
        new("one after the other", $"every: 15m, overlap: buffer-all, {All}", true),
        new("local time with jitter", $"cron: \"*/15 * * * *\", zone: Europe/Berlin, jitter: 2m, overlap: merge, {All}", true),
        new("skipped when busy", "every: 15m, overlap: skip, catch-up: latest", false),
        new(
            "paused and excluded",
            "every: 15m, overlap: buffer-one, catch-up: { mode: all, window: 2h, most: 5 }, exclude: [holidays]", false, IsPaused: true),
        new("ordered with triggers", $"every: 15m, overlap: merge, ordered: true, {All}", true, HasTriggers: true),
        new("the latest takes the place", $"every: 15m, overlap: cancel-other, {All}", false),
        new("side by side", $"every: 15m, overlap: allow-all, {All}", true, "at-once: 3"),
        new("edited", $"every: 15m, overlap: merge, {All}", true, Edits:
        [
            $"cron: \"7,37 * * * *\", zone: America/New_York, overlap: merge, {All}", $"every: 15m, offset: 4m, overlap: buffer-all, {All}",
            $"cron: \"30 2 * * *\", zone: Europe/Berlin, overlap: merge, {All}",
        ]),
        new("nothing is caught up with", "every: 15m, overlap: merge, catch-up: none", false),
    ];

    public string Yaml(string? schedule = null) =>
        $$$"""
        job: year
        schedule: { {{{schedule ?? Schedule}}} }
        {{{More}}}
        {{{(HasTriggers ? "triggers: [{ new-data: { dataset: plant, quiet: 30s } }]" : "")}}}
        steps: { work: { train: { dataset: plant, from: "{{interval.from}}", to: "{{interval.to}}" }, retries: 10, retry-pause: 10s } }
        """;
}
