using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class EditTests
{
    [Fact]
    public void An_edited_schedule_goes_on_where_the_line_ends()
    {
        var world = World.Of("cron: \"0 * * * *\"", "2026-01-01 00:30");
        world.Until("2026-01-01 01:30", world.EndNow);

        world.Apply(Yaml("every: 15m"));
        world.Until("2026-01-01 02:00", world.EndNow);

        world.Rows.Values.Select(row => (row.From!.Value.ToString("HH:mm"), row.To!.Value.ToString("HH:mm"), row.Version)).ShouldBe(
            [("00:00", "01:00", 1), ("01:00", "01:45", 2), ("01:45", "02:00", 2)]);
    }

    [Fact]
    public void Times_that_the_former_schedule_still_owed_are_not_left_out()
    {
        var world = World.Of("cron: \"0 * * * *\", catch-up: none", "2026-01-01 00:30");
        world.Now = World.Utc("2026-01-01 02:30");

        world.Apply(Yaml("every: 30m, catch-up: none"));

        world.Outcomes.ShouldBe(["01:00 Missed", "01:30 Missed", "02:00 Missed", "02:30 Started"]);
    }

    [Fact]
    public void The_first_interval_begins_at_the_time_before_or_where_the_schedule_starts()
    {
        var weekly = World.Of("cron: \"0 6 * * MON\"", "2026-01-01 00:30");
        var started = World.Of("cron: \"0 6 * * MON\", start: 2026-01-03", "2026-01-01 00:30");
        var every = World.Of("every: 8h", "2026-01-05 05:30");

        foreach (var world in new[] { weekly, started, every })
            world.Until("2026-01-05 08:00");

        weekly.Rows.Values.Single().From.ShouldBe(World.Utc("2025-12-29 06:00"));
        started.Rows.Values.Single().From.ShouldBe(World.Utc("2026-01-03 00:00"));
        every.Rows.Values.Single().From.ShouldBe(World.Utc("2026-01-05 00:00"));
    }

    [Fact]
    public void What_waits_is_run_by_the_new_definition()
    {
        var world = World.Of("cron: \"0 * * * *\", overlap: buffer-all", "2026-01-01 00:30");
        world.Until("2026-01-01 02:30");
        world.Apply(Yaml("cron: \"0 * * * *\", overlap: buffer-all"));

        world.End("nightly-20260101T010000Z");

        world.Active.ShouldHaveSingleItem().Version.ShouldBe(2);
        world["2026-01-01 02:00"].Outcome.ShouldBe(OccurrenceOutcome.Started);
    }

    private static string Yaml(string schedule) => $"job: nightly\nschedule: {{ {schedule} }}\n{World.Steps}\n";
}
