using Presage.Engine.Evaluation;
using Presage.Engine.Scenarios;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>Precision against recall, calibration, cost against threshold.</summary>
public static class CurveFigures
{
    public static Markup Of(Outcome outcome, Costs costs) =>
        Figure.Row(PrecisionRecall(outcome.Curves), Calibration(outcome.Curves), Cost(outcome, costs));

    private static Markup PrecisionRecall(EvaluationCurves curves)
    {
        var series = Lines(curves, component => component.PrecisionRecall.Select(point => new Point(point.Recall, point.Precision)));
        var frame = UnitFrame(
            "Precision against recall", "Precision and recall of each component at every threshold.", "recall: share of failing rows found",
            "precision: share of predicted rows right");
        return Figure.Of(
            frame.Title,
            "Each line runs over all thresholds of one component: up and to the right is better. "
            + "A lower threshold finds more failures and raises more false alarms.",
            Legend.Of(series),
            LineChart.Of(frame, series));
    }

    private static Markup Calibration(EvaluationCurves curves)
    {
        List<Series> series =
        [
            new("perfect", Palette.Neutral, [new Point(0, 0), new Point(1, 1)], Dashed: true),
            .. Lines(curves, component => component.Calibration.Select(bin => new Point(bin.Predicted, bin.Observed)), dots: true),
        ];
        var frame = UnitFrame(
            "Calibration", "Predicted probability against observed frequency in bins.", "predicted probability", "observed frequency");
        return Figure.Of(
            frame.Title,
            "Of the rows predicted with 0.7, seven of ten should fail: points on the dashed line can be taken at their word. "
            + "Few rows make points jump.",
            Legend.Of(series),
            LineChart.Of(frame, series));
    }

    private static Markup Cost(Outcome outcome, Costs costs)
    {
        var points = outcome.Curves.Cost.Select(point => new Point(point.Threshold, point.Cost)).ToList();
        var (bottom, top) = PlotFrame.Area(LineChart.Height);
        var events = outcome.Metrics.Events;
        var highest = points.Select(point => point.Y).Append(events.CostWithoutAlarms).Max();
        var frame = new PlotFrame(
            "Cost against threshold", "Cost of failures and alarms at one threshold for all components.", Scale.Exact(0, 1, 0, 100),
            Scale.Rounded(0, Math.Max(highest, 1), bottom, top), "alarm threshold", "cost");
        Series[] series =
        [
            new("one threshold for all", Palette.Blue, points),
            new("as decided", Palette.Green, Level(events.Cost)),
            new("without alarms", Palette.Neutral, Level(events.CostWithoutAlarms), Dashed: true),
        ];
        var cheapest = points.MinBy(point => point.Y);
        return Figure.Of(
            frame.Title,
            $"A missed failure costs {Format.Money(costs.MissedFailure)}, a prevented one {Format.Money(costs.PreventedFailure)}, "
            + $"a false alarm {Format.Money(costs.FalseAlarm)}, a day in alarm {Format.Money(costs.AlarmDay)}. "
            + $"Here {Format.Probability(cheapest.X)} would have been cheapest, with hindsight: {Format.Money(cheapest.Y)}.",
            Legend.Of(series),
            LineChart.Of(frame, series));
    }

    private static Point[] Level(double y) => [new Point(0, y), new Point(1, y)];

    private static PlotFrame UnitFrame(string title, string description, string x, string y)
    {
        var (bottom, top) = PlotFrame.Area(LineChart.Height);
        return new PlotFrame(title, description, Scale.Exact(0, 1, 0, 100), Scale.Exact(0, 1, bottom, top), x, y);
    }

    private static List<Series> Lines(EvaluationCurves curves, Func<ComponentCurves, IEnumerable<Point>> points, bool dots = false) =>
        [.. curves.Components.Select((component, i) => new Series(component.Key, i, [.. points(component.Value)], Dots: dots))];
}
