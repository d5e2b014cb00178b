using System.Globalization;
using Presage.Contracts.Api;
using Presage.Engine.Selection;

namespace Presage.Training.Registration;

/// <summary>What rests on little in the selection of a model.</summary>
internal static class SelectionNotices
{
    /// <summary>See <see cref="BlockSize"/>: of ten failures a share is uncertain by a quarter either way.</summary>
    private const int FewFailures = 10;

    /// <summary>Of two machines nobody can tell whether they are alike.</summary>
    private const int FewMachines = 3;

    /// <summary>Ratio of the odds at the ends of an interval that a person should know of: a factor of two either way.</summary>
    private const double WideOdds = 4;

    public static IEnumerable<Notice> Of(IReadOnlyList<string> components, DataSplit split, FinishedModel finished) =>
    [
        .. finished.Unlearnt.Select(component => new Notice(
            "never-fails", $"{component} never fails in the rows that are learnt from: it gets no alarms.")),
        .. Split(split),
        .. FewOf(components, finished),
        .. SmallTest(components, finished.TestSize),
        .. LeftOut(finished),
        .. ByCosts(components, finished.Thresholds),
        .. components.Zip(finished.Thresholds, Wide).OfType<Notice>(),
    ];

    private static IEnumerable<Notice> Split(DataSplit split)
    {
        if (split is { Kind: SplitKinds.Machine, IsByRule: true })
        {
            yield return new Notice(
                "split-by-machine",
                $"The blocks are told apart by machine and not by time: {split.Reason}.");
        }
    }

    private static IEnumerable<Notice> FewOf(IReadOnlyList<string> components, FinishedModel finished)
    {
        var few = Few(components, finished.CalibrateSize);
        if (few.Count > 0)
        {
            yield return new Notice(
                "few-failures",
                $"Calibration and thresholds rest on {List(few)}: they would be surer with a longer range or more machines.");
        }
    }

    private static IEnumerable<Notice> SmallTest(IReadOnlyList<string> components, BlockSize test)
    {
        if (test.AllFailures < FewFailures || test.FailedAtAll < FewMachines)
        {
            yield return new Notice(
                "small-test-block",
                $"The test block has {Count(test.Rows, "row")} and {Failures(test.AllFailures, test.FailedAtAll)}: its figures say "
                    + "little.");
        }
        else if (Few(components, test) is { Count: > 0 } few)
        {
            yield return new Notice("small-test-block", $"The test block has {List(few)}: the figures of these say little.");
        }
    }

    /// <summary>The components that fail, but seldom or on few machines.</summary>
    private static List<string> Few(IReadOnlyList<string> components, BlockSize size) =>
    [
        .. components.Select((component, c) => (component, Failures: size.Failures[c], Machines: size.FailedMachines[c]))
            .Where(each => each.Failures > 0 && (each.Failures < FewFailures || each.Machines < FewMachines))
            .Select(each => $"{Failures(each.Failures, each.Machines)} for {each.component}"),
    ];

    private static IEnumerable<Notice> LeftOut(FinishedModel finished)
    {
        if (finished.CalibrationLeftOut.Count > 0)
        {
            yield return new Notice(
                "calibration-left-out",
                $"The probabilities of {List(finished.CalibrationLeftOut)} are left as they are: calibrating them did not help on "
                    + "machines that it was not fitted on.");
        }
    }

    /// <summary>The thresholds that follow from the costs are the same for all components.</summary>
    private static IEnumerable<Notice> ByCosts(IReadOnlyList<string> components, IReadOnlyList<ThresholdChoice> choices)
    {
        var byCosts = components.Zip(choices, (component, choice) => (Component: component, Choice: choice))
            .Where(each => each.Choice is { Basis: ThresholdBasis.Costs, Failures: < FewFailures }).ToList();
        var undecided = byCosts.Where(each => each.Choice.Failures == 0).Select(each => each.Component).ToList();
        if (undecided.Count > 0)
        {
            yield return new Notice(
                "threshold-by-cost",
                $"{List(undecided)}: no failure decides the threshold; {Number(byCosts[0].Choice.Threshold)} follows from the costs.");
        }

        var few = byCosts.Where(each => each.Choice.Failures > 0)
            .Select(each => $"{each.Component} ({Failures(each.Choice.Failures, each.Choice.Machines)})").ToList();
        if (few.Count > 0)
        {
            yield return new Notice(
                "threshold-by-cost",
                $"{List(few)}: so few failures speak for no other threshold than {Number(byCosts[0].Choice.Threshold)}, which follows from "
                    + "the costs.");
        }
    }

    private static Notice? Wide(string component, ThresholdChoice choice) =>
        choice.Interval is { } interval && Odds(interval.High) > WideOdds * Odds(interval.Low)
            ? new Notice(
                "wide-threshold",
                $"{component}: its threshold {Number(choice.Threshold)} could be anything from {Number(interval.Low)} to "
                    + $"{Number(interval.High)}, had other machines of the kind been drawn (90 %); "
                    + $"{Failures(choice.Failures, choice.Machines)} decide it.")
            : null;

    private static double Odds(double probability) => probability / Math.Max(1 - probability, 1e-9);

    private static string Number(double threshold) => threshold > 1 ? "none" : threshold.ToString("0.0##", CultureInfo.InvariantCulture);

    private static string Failures(long failures, int machines) =>
        $"{Count(failures, "failure")} of {Count(machines, "machine")}";

    private static string Count(long value, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:N0} {one}{(value == 1 ? "" : "s")}");

    private static string List(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
