using Presage.Application.Results;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Results;

public sealed class ResultActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private IResultActions Results => _store.Get<IResultActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Result_sets_are_listed_by_name_those_of_one_data_set_if_it_is_named()
    {
        await _store.HasResultsAsync("march");
        await _store.HasResultsAsync("april", "other");
        await _store.HasResultsAsync("may");

        var first = await Results.ListAsync(null, new PageRequest(2), Cancellation);
        var second = await Results.ListAsync(null, new PageRequest(2, first.Next), Cancellation);
        var ofOne = await Results.ListAsync("other", new PageRequest(), Cancellation);

        first.Results.Select(set => set.Results).ShouldBe(["april", "march"]);
        second.Results.Select(set => set.Results).ShouldBe(["may"]);
        second.Next.ShouldBeNull();
        ofOne.Results.ShouldHaveSingleItem().Dataset.ShouldBe("other");
    }

    [Fact]
    public async Task One_says_what_is_in_it()
    {
        await _store.RegisterAsync("plant");
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0), Scored.Of("1", 12, 0.1, 0), Scored.Of("2", 12, 0.6, 0));
        await _store.RaisesAsync("1", "comp1", 0, ended: 12);
        await _store.RaisesAsync("2", "comp1", 12);

        var shown = await Results.ShowAsync("march", Cancellation);

        (shown.Rows, shown.Machines, shown.AtRisk).ShouldBe((3, 2, 1));
        (shown.First, shown.Last).ShouldBe((Scored.At(0), Scored.At(12)));
        (shown.Alarms, shown.OpenAlarms).ShouldBe((2, 1));
        shown.Models.ShouldBe(["plant@1"]);
    }

    [Fact]
    public async Task What_is_asked_of_a_time_before_which_predictions_were_deleted_says_so_and_what_is_later_does_not()
    {
        await _store.PredictsAsync(Enumerable.Range(0, 5).Select(hour => Scored.Of("1", 12 * hour, 0.6, 0)));
        await _store.Get<IRetention>().DeleteSomeAsync(RetainedKind.Predictions, "march", Scored.At(24), Cancellation);
        async Task<IReadOnlyList<Notice>> ListedAsync(double hour) =>
            (await Results.PredictionsAsync(new PredictionFilter("march", From: Scored.At(hour)), new PageRequest(), Cancellation)).Notices;

        var early = await Should.ThrowAsync<PresageException>(() => Results.MachineAsync("march", "1", Scored.At(12), Cancellation));

        (await ListedAsync(0)).ShouldHaveSingleItem().Code.ShouldBe("predictions-deleted");
        (await ListedAsync(24)).ShouldBeEmpty();
        early.Message.ShouldContain("were deleted since they were old");
        (await Results.RankAsync("march", 5, Scored.At(12), Cancellation)).Notices.ShouldContain(
            notice => notice.Code == "predictions-deleted");
        (await Results.RankAsync("march", 5, null, Cancellation)).Notices.ShouldNotContain(notice => notice.Code == "predictions-deleted");
        (await Results.MachineAsync("march", "1", null, Cancellation)).Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_there_is_not_is_told_with_those_that_there_are()
    {
        await _store.HasResultsAsync("march");

        var error = await Should.ThrowAsync<PresageException>(() => Results.RankAsync("mars", 5, null, Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-results"));
        error.Remedy.ShouldContain("march");
    }

    [Fact]
    public async Task A_machine_is_at_risk_by_whichever_component_reaches_its_threshold()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.30, 0.25));

        var machine = (await Results.RankAsync("march", 5, null, Cancellation)).Machines.ShouldHaveSingleItem();

        (machine.Component, machine.Probability, machine.Threshold, machine.Alarm).ShouldBe(("comp2", 0.25, 0.2, true));
        machine.Since.ShouldBe(Scored.At(0));
        machine.Reasons.ShouldBe(["age 0"]);
    }

    [Fact]
    public async Task Machines_at_risk_come_first_and_all_are_counted_though_few_are_shown()
    {
        await _store.PredictsAsync(
            Scored.Of("1", 0, 0.45, 0.1), Scored.Of("2", 0, 0.1, 0.25), Scored.Of("3", 0, 0.7, 0), Scored.Of("4", 0, 0.05, 0));

        var ranking = await Results.RankAsync("march", 3, null, Cancellation);

        ranking.Machines.Select(machine => machine.Machine).ShouldBe(["3", "2", "1"]);
        (ranking.Total, ranking.AtRisk).ShouldBe((4, 2));
    }

    [Fact]
    public async Task At_an_earlier_moment_later_predictions_do_not_count()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0), Scored.Of("1", 12, 0.1, 0), Scored.Of("2", 12, 0.1, 0));

        var ranking = await Results.RankAsync("march", 3, Scored.At(11), Cancellation);

        ranking.Machines.ShouldHaveSingleItem().Time.ShouldBe(Scored.At(0));
        (ranking.Total, ranking.AtRisk).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_machine_is_shown_at_its_latest_time_with_every_revision_of_that_prediction()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.1, 0), Scored.Of("1", 12, 0.2, 0));
        await _store.PredictsAsync(Scored.Of("1", 12, 0.6, 0) with { Version = 2, Run = "score-2", Decision = "comp1" });

        var shown = await Results.MachineAsync("march", "1", null, Cancellation);

        (shown.Machine.Time, shown.Machine.Version, shown.Machine.Alarm).ShouldBe((Scored.At(12), 2, true));
        shown.Revisions.Select(row => (row.Revision, row.Version, row.Run, row.Probabilities["comp1"]))
            .ShouldBe([(1, 1, "score-1", 0.2), (2, 2, "score-2", 0.6)]);
        shown.Revisions[1].Decision.ShouldBe("comp1");
    }

    [Theory]
    [InlineData("7", 24, "Use one of: 1.")]
    [InlineData("1", 6, "Ask for a later time.")]
    public async Task A_machine_without_a_prediction_is_told(string machine, int hour, string remedy)
    {
        await _store.PredictsAsync(Scored.Of("1", 12, 0.1, 0));

        var error = await Should.ThrowAsync<PresageException>(() => Results.MachineAsync("march", machine, Scored.At(hour), Cancellation));

        (error.Kind, error.Code, error.Remedy).ShouldBe((ErrorKind.NotFound, "no-prediction", remedy));
    }

    [Fact]
    public async Task Predictions_of_a_range_come_page_by_page()
    {
        await _store.PredictsAsync(
            new[] { "1", "2" }.SelectMany(machine => Enumerable.Range(0, 4).Select(hour => Scored.Of(machine, hour, 0.1, 0))));
        var filter = new PredictionFilter("march", From: Scored.At(0), To: Scored.At(2));

        var first = await Results.PredictionsAsync(filter, new PageRequest(3), Cancellation);
        var second = await Results.PredictionsAsync(filter, new PageRequest(3, first.Next), Cancellation);

        first.Predictions.Concat(second.Predictions).Select(row => (row.Machine, row.Time))
            .ShouldBe([("1", Scored.At(1)), ("1", Scored.At(2)), ("2", Scored.At(1)), ("2", Scored.At(2))]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_answered_survives_JSON()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0));

        var text = Json.Write(await Results.MachineAsync("march", "1", null, Cancellation));

        Json.Write(Json.Read<MachinePrediction>(text)).ShouldBe(text);
    }

    [Fact]
    public async Task Deleting_takes_predictions_and_alarms_and_leaves_the_runs_and_other_result_sets()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0), Scored.Of("1", 12, 0.9, 0));
        await _store.RaisesAsync("1", "comp1", 0);
        await _store.HasResultsAsync("april");
        await _store.IsBeingScoredAsync();
        await _store.Get<IRuns>().EndAsync("score-2", RunState.Succeeded, "{}", null, TestStore.Now, Cancellation);

        var plan = await Results.PlanDeletionAsync("march", Cancellation);
        var gone = await Results.DeleteAsync("march", Cancellation);

        plan.ShouldBe(new ResultSetDeletion("march", 2, 1, Resumed: false));
        gone.ShouldBe(plan);
        (await Results.ListAsync(null, new PageRequest(), Cancellation)).Results.Select(set => set.Results).ShouldBe(["april"]);
        (await _store.Get<IAlarms>().CountAsync(new AlarmQuery(), Cancellation)).ShouldBe(0);
        (await _store.Get<IRuns>().FindAsync("score-2", Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_that_a_run_works_on_is_not_deleted()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0));
        await _store.IsBeingScoredAsync();

        var error = await Should.ThrowAsync<PresageException>(() => Results.DeleteAsync("march", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Conflict, "results-in-use"));
        error.Message.ShouldContain("score-2");
        (await Results.ShowAsync("march", Cancellation)).Rows.ShouldBe(1);
    }

    [Fact]
    public async Task A_deletion_that_was_interrupted_has_hidden_the_result_set_and_is_completed_by_giving_it_again()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0));
        _store.DeletionIsInterrupted();

        (await Results.ListAsync(null, new PageRequest(), Cancellation)).Results.ShouldBeEmpty();
        (await Results.PlanDeletionAsync("march", Cancellation)).Resumed.ShouldBeTrue();
        (await Results.DeleteAsync("march", Cancellation)).Rows.ShouldBe(1);
        (await Should.ThrowAsync<PresageException>(() => Results.DeleteAsync("march", Cancellation))).Code.ShouldBe("unknown-results");
    }
}
