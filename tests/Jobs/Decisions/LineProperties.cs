using FsCheck;
using FsCheck.Fluent;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

/// <summary>
/// Whatever happens to a job, its rows partition time, no interval has two runs, no more runs are going on than may, every row says why,
/// and what was decided is decided: <see cref="World"/> holds all of that against every decision.
/// </summary>
public sealed class LineProperties
{
    private static readonly string[] s_schedules =
    [
        "cron: \"*/15 * * * *\"", "cron: \"30 2 * * *\", zone: Europe/Berlin", "cron: \"0 */2 * * *\", zone: America/New_York",
        "every: 25m", "cron: \"30 1,2 * * *\", zone: Australia/Lord_Howe", "cron: \"0 * * * *\", jitter: 20m",
    ];

    private static readonly string[] s_overlaps = ["skip", "buffer-one", "buffer-all", "merge", "cancel-other", "allow-all"];

    private static readonly string[] s_catchUps =
        ["none", "latest", "all", "{ mode: all, window: 6h, most: 3 }", "{ mode: all, window: 2d, most: 1000 }"];

    [Fact]
    public void A_line_stays_whole_whatever_happens()
    {
        var story = from seed in Gen.Choose(0, int.MaxValue - 1)
                    from length in Gen.Choose(5, 60)
                    select (seed, length);

        Prop.ForAll(Arb.From(story), told => Tell(told.seed, told.length)).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    private static void Tell(int seed, int length)
    {
        var random = new Random(seed);
        var world = new World(Yaml(random), random.Next(2) == 0 ? "2026-03-28 12:00:07" : "2026-10-24 12:00:07");
        world.Look();
        for (var n = 0; n < length; n++)
        {
            Happen(world, random, n);
            world.Check();
        }

        // In the end everything that waits has its turn.
        if (world.Job.State.Paused is not null)
            world.Resume(CatchUpMode.All);
        world.Apply(Yaml(random, ordered: false));
        for (var n = 0; n < 10_000 && world.Active.Any(); n++)
            world.EndAll();
        world.Rows.Values.ShouldAllBe(row => row.Outcome != OccurrenceOutcome.Buffered || row.NotBefore > world.Now);
    }

    private static void Happen(World world, Random random, int n)
    {
        switch (random.Next(14))
        {
            case < 4:
                world.Now += TimeSpan.FromSeconds(random.Next(1, 3_000));
                world.Look();
                break;
            case 4:
                world.Now += TimeSpan.FromMinutes(random.Next(1, 1_000));
                world.Look();
                break;
            case 5:
                world.Now -= TimeSpan.FromMinutes(random.Next(1, 600));
                world.Look();
                break;
            case < 8:
                world.Until(Times(world.Now.AddMinutes(random.Next(1, 300))), random.Next(2) == 0 ? world.EndNow : null);
                break;
            case < 10:
                foreach (var run in world.Active.Take(random.Next(1, 3)).ToList())
                    world.End(run.Id, random.Next(4) == 0 ? JobRunState.Failed : JobRunState.Succeeded);
                break;
            case 10 when world.Job.State.Paused is null:
                world.Pause(until: random.Next(2) == 0 ? Times(world.Now.AddMinutes(random.Next(1, 600))) : null);
                break;
            case 10:
                world.Resume((CatchUpMode)random.Next(3));
                break;
            case 11:
                world.Apply(Yaml(random));
                break;
            default:
                var to = world.Now.AddMinutes(random.Next(-600, 60));
                world.Pull(random.Next(3) == 0
                    ? new ModelCame("plant", n, world.Now)
                    : new DataCame($"i{n}", "plant", ["telemetry"], to.AddHours(-3), to));
                break;
        }
    }

    private static string Yaml(Random random, bool? ordered = null)
    {
        var schedule = s_schedules[random.Next(s_schedules.Length)];
        var overlap = s_overlaps[random.Next(s_overlaps.Length)];
        var catchUp = s_catchUps[random.Next(s_catchUps.Length)];
        var more = (ordered ?? random.Next(4) == 0 ? ", ordered: true" : "")
            + (random.Next(4) == 0 && ordered is null ? ", pause-after: 2" : "");
        return $"job: nightly\nschedule: {{ {schedule}, overlap: {overlap}, catch-up: {catchUp}{more} }}\n"
            + (overlap == "allow-all" ? "at-once: 3\n" : "")
            + "triggers:\n  - new-data: { dataset: plant, quiet: 30s }\n  - model-promoted: { model: plant }\n" + World.Steps + "\n";
    }

    private static string Times(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
