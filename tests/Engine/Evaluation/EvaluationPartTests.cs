using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Presage.Engine.Evaluation;

namespace Presage.Tests.Engine.Evaluation;

public sealed class EvaluationPartTests
{
    [Fact]
    public void Parts_give_the_same_figures_in_any_order_and_grouping() =>
        Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (fleet, seed) =>
        {
            var parts = fleet.Select(machine => EvaluationPart.Of(machine, Given.Two)).ToList();
            var whole = EvaluationPart.Merge(parts);

            var random = new Random(seed);
            while (parts.Count > 1)
            {
                var (first, second) = (parts[random.Next(parts.Count)], parts[random.Next(parts.Count)]);
                if (ReferenceEquals(first, second))
                    continue;

                parts.RemoveAll(part => ReferenceEquals(part, first) || ReferenceEquals(part, second));
                parts.Add(EvaluationPart.Merge([first, second]));
            }

            Json(parts[0]).ShouldBe(Json(whole));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_part_adds_nothing() => Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), fleet =>
    {
        var part = EvaluationPart.Of(fleet[0], Given.Two);

        Json(EvaluationPart.Merge([EvaluationPart.Empty(2), part])).ShouldBe(Json(part));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Written_and_read_as_JSON_it_is_the_same() => Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), fleet =>
    {
        var part = EvaluationPart.Merge([.. fleet.Select(machine => EvaluationPart.Of(machine, Given.Two))]);

        var read = JsonSerializer.Deserialize<EvaluationPart>(Json(part), JsonSerializerOptions.Web)!;

        Json(read).ShouldBe(Json(part));
        Json(EvaluationMetrics.Of(read, Given.Two)).ShouldBe(Json(EvaluationMetrics.Of(part, Given.Two)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Counts_that_an_earlier_version_has_stored_can_be_read()
    {
        const string Stored = """{"failures":3,"warned":2,"alarms":4,"falseAlarms":1}""";

        JsonSerializer.Deserialize<EventCounts>(Stored, JsonSerializerOptions.Web).ShouldBe(new EventCounts(3, 2, 4, 1));
    }

    [Fact]
    public void Figures_agree_with_counting_one_by_one() => Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), fleet =>
    {
        var part = EvaluationPart.Merge([.. fleet.Select(machine => EvaluationPart.Of(machine, Given.Two))]);
        var metrics = EvaluationMetrics.Of(part, Given.Two);

        metrics.Confusion.ShouldBe(NaiveEvaluation.Confusion(fleet));
        for (var component = 0; component < 2; component++)
        {
            var rows = NaiveEvaluation.Rows(fleet, component);
            var found = metrics.Components[Given.Two.Components[component]];
            var right = rows.Count(row => row.IsPositive && row.IsAbove);
            found.Precision.ShouldBe(NaiveEvaluation.Ratio(right, rows.Count(row => row.IsAbove)));
            found.Recall.ShouldBe(NaiveEvaluation.Ratio(right, rows.Count(row => row.IsPositive)));
            found.Brier.ShouldBe(rows.Select(row => Math.Pow(row.Score - (row.IsPositive ? 1 : 0), 2)).DefaultIfEmpty().Average(), 1e-12);
            NaiveEvaluation.ShouldBeNear(found.PrAuc, NaiveEvaluation.AveragePrecision(rows));
            found.CalibrationError.ShouldBe(NaiveEvaluation.CalibrationError(rows), 1e-12);
            part.Components[component].Events.ShouldBe(NaiveEvaluation.Events(fleet, component));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_sweep_counts_what_each_threshold_by_itself_would() => Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), fleet =>
    {
        var sweep = EvaluationPart.Of(fleet[0], Given.Two).Components[0].Sweep;

        for (var i = 0; i < ThresholdGrid.Values.Count; i += 9)
        {
            var outcome = fleet[0].WithThresholds([ThresholdGrid.Values[i], 0.5]);
            sweep[i].ShouldBe(EvaluationPart.Of(outcome, Given.Two).Components[0].Events);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_document_has_the_promised_names()
    {
        var document = JsonSerializer.SerializeToElement(Given.Machine([0.9, 0.1], [24]).Metrics(), JsonSerializerOptions.Web);

        document.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["rows", "unlabelled", "confusion", "accuracy", "precision", "recall", "f1", "meanPrAuc", "components", "events", "skill"]);
        document.GetProperty("components").GetProperty("comp1").EnumerateObject().Select(field => field.Name).Take(6).ShouldBe(
            ["precision", "recall", "f1", "prAuc", "brier", "calibrationError"]);
        document.GetProperty("events").GetProperty("leadTimeHours").EnumerateObject().Select(field => field.Name)
            .ShouldBe(["p10", "p50", "p90"]);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
