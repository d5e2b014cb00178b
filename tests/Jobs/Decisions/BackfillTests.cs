using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Reading;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class BackfillTests
{
    private readonly Presage.Jobs.Definitions.JobDefinition _definition = JobReader.Read($"job: nightly\n{World.Steps}\n", "test");
    private readonly Dictionary<string, JobRun> _runs = [];
    private readonly DateTime _now = World.Utc("2026-01-10");
    private Backfill _backfill;

    public BackfillTests() => _backfill = new(
        "nightly", "abc", World.Utc("2026-01-01"), World.Utc("2026-01-04"), "all", null, 1, "anna", _now, BackfillState.Running,
        [.. Enumerable.Range(2, 3).Select(day => new BackfillInterval(
            World.Utc($"2026-01-0{day}"), World.Utc($"2026-01-0{day}").AddDays(-1), World.Utc($"2026-01-0{day}"), "It has no run."))], 2);

    [Fact]
    public void So_many_at_a_time_are_begun_the_oldest_first_and_behind_other_work()
    {
        Look();
        _runs.Values.Select(run => (run.Id, run.IsBulk, run.Why)).ShouldBe([
            ("nightly-20260102T000000Z.b-abc", true, "Backfilled by anna: It has no run."),
            ("nightly-20260103T000000Z.b-abc", true, "Backfilled by anna: It has no run.")]);

        End("nightly-20260102T000000Z.b-abc", JobRunState.Failed);
        Look();
        End("nightly-20260103T000000Z.b-abc", JobRunState.Succeeded);
        End("nightly-20260104T000000Z.b-abc", JobRunState.Succeeded);
        Look();

        (_backfill.State, _backfill.Why).ShouldBe((BackfillState.Done, "2 of 3 intervals have succeeded."));
    }

    [Fact]
    public void What_was_stored_and_never_added_is_added()
    {
        Look();
        _runs.Remove("nightly-20260103T000000Z.b-abc");

        Look();

        _runs.Count.ShouldBe(2);
    }

    [Fact]
    public void While_it_is_paused_nothing_more_begins_and_once_cancelled_what_goes_on_ends()
    {
        _backfill = BackfillDecisions.Paused(_backfill);
        Look();
        _runs.ShouldBeEmpty();
        _backfill = BackfillDecisions.Resumed(_backfill);
        Look();
        _backfill = BackfillDecisions.Cancelled(_backfill, "anna", _now);

        var decision = BackfillDecisions.Decide(_backfill, _definition, _runs, _now);

        decision.Cancel.Select(end => end.Run).ShouldBe(_runs.Keys);
        Should.Throw<PresageException>(() => BackfillDecisions.Paused(_backfill)).Code.ShouldBe("backfill-ended");
    }

    [Fact]
    public void The_row_of_an_interval_names_the_run_by_which_it_is_done_since()
    {
        Look();
        End("nightly-20260102T000000Z.b-abc", JobRunState.Succeeded);
        var succeeded = BackfillDecisions.Decide(_backfill, _definition, _runs, _now).Succeeded;
        var row = new Occurrence(
            "nightly", World.Utc("2026-01-02"), World.Utc("2026-01-01"), World.Utc("2026-01-02"), OccurrenceOutcome.Missed,
            "Nobody looked.", 1, _now, _now);

        var commit = BackfillDecisions.Covered(new("nightly", 1, "", new(), 1), _backfill, succeeded, [row], _now);

        var changed = commit.Occurrences.ShouldHaveSingleItem();
        (changed.Outcome, changed.Run, changed.Why).ShouldBe((
            OccurrenceOutcome.Missed, "nightly-20260102T000000Z.b-abc", "Nobody looked; backfilled by anna at 2026-01-10 00:00:00."));
        BackfillDecisions.Covered(new("nightly", 1, "", new(), 1), _backfill, succeeded, [changed], _now).Occurrences.ShouldBeEmpty();
    }

    private void Look()
    {
        while (BackfillDecisions.Decide(_backfill, _definition, _runs, _now) is var decision
            && (decision.Changes || decision.Runs.Count > 0))
        {
            _backfill = decision.Backfill;
            foreach (var run in decision.Runs)
                _runs.TryAdd(run.Id, run);
        }
    }

    private void End(string run, JobRunState state) => _runs[run] = _runs[run] with { State = state, EndedAt = _now };
}
