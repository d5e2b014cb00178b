using Presage.Engine.Scenarios;
using Presage.Reporting.Charts;

namespace Presage.Reporting.Sections;

/// <summary>How to read the report.</summary>
public static class TermsSection
{
    private const string Introduction = "Start at the fleet table: it says which machine to look at, which component, and why. "
        + "Then see under “What became of the warnings” how far such warnings could be trusted so far. "
        + "All times are UTC; ranges leave out their beginning and include their end.";

    public static Section Of(Scenario scenario) => new("terms", "How to read this", Markup.Of(
        $"""
        <p>{Introduction}</p>
        <dl class="terms">{Terms(scenario).Select(term => Markup.Of($"<div><dt>{term.Word}</dt><dd>{term.Meaning}</dd></div>"))}</dl>
        """));

    private static (string Word, string Meaning)[] Terms(Scenario scenario) =>
    [
        ("Probability",
            "How likely the component fails within the horizon after the prediction; calibrated, so that of ten machines at "
                + $"0.7 about seven fail. A row is predicted every {Format.Hours(scenario.Features.Grid.TotalHours)}."),
        ("Horizon", $"How far ahead a failure is predicted, here usually {Format.Hours(scenario.Horizon.TotalHours)}."),
        ("Threshold",
            "The probability at which an alarm is raised; chosen per component in training so that failures and false alarms "
                + "cost least."),
        ("Alarm", $"{Raised(scenario.Alarms)}; one alarm until the probability has been {Low(scenario.Alarms)} for "
            + $"{Format.Hours(scenario.Alarms.Recovery.TotalHours)}, the component is replaced or fails, or the machine is no longer "
            + "observed."),
        ("Warning",
            "What an alarm says when it is raised: the component fails within the horizon. An alarm that still stands a horizon later "
                + "says it anew, and so on. It is true, false, or undecided while nobody can know; undecided ones are in no other figure."),
        ("Warned of",
            "A failure within the horizon of a warning, whose alarm was raised at least "
                + $"{Format.Hours(scenario.Costs.LeadTime.TotalHours)} before it. A failure counts where a prediction was made in time, "
                + "also after a machine’s last one."),
        ("False alarm", "A warning that no failure of the component followed within the horizon."),
        ("Time in alarm",
            "How long components were in alarm, of the time of which it is known what came within the horizon. A day of it costs "
                + $"{Format.Money(scenario.Costs.AlarmDay)}: somebody has to keep an eye on it."),
        ("Lead time", "Hours between the alarm and the failure: the time there is to act."),
        ("False alarms per machine-month",
            "False alarms divided by the time of machines of which it is known what came within the horizon."),
        ("Precision and recall",
            "Of the rows predicted to fail, the share that did; of the rows that did fail, the share that was predicted. F1 "
                + "is their harmonic mean."),
        ("PR-AUC",
            "Average precision over all recalls: one figure for how well failing rows are ranked above healthy ones. With "
                + "few failures even 0.5 is far above chance."),
        ("Better than chance",
            "A model that knows nothing ranks rows at random: its PR-AUC is the base rate, the share of failing rows, and its ROC AUC one "
                + "half. By age alone is an alarm that goes by the time since a component was last replaced or failed. Brier and log-loss "
                + "skill say how much better the probabilities are than always saying the base rate; 0 is no better."),
        ("Brier score, calibration error",
            "Mean squared error of the probabilities; mean distance of predicted and observed frequency. 0 is perfect."),
        ("Confusion matrix",
            "Rows of the table are what came, columns what was predicted. With rare failures accuracy is high even for a "
                + "model that never warns; look at the lines of the components."),
        ("Test block", "The last part of the training range, a horizon apart from the rest; nothing was fitted to it or chosen by it."),
        ("Preset",
            "How features are made. “default” uses only what was known at the time; “reference” follows the public notebooks "
                + "to the letter, with their look-ahead."),
        ("Quarantined",
            "A row that could not be believed (unreadable, out of range, unknown machine), kept with its reason and left out "
                + "of everything else."),
    ];
    private static string Raised(AlarmSettings alarms) => alarms.OnDelay == 1
        ? "Raised when a probability reaches its threshold"
        : $"Raised when the probabilities of {Format.Count(alarms.OnDelay)} rows in turn reach the threshold";

    private static string Low(AlarmSettings alarms) => alarms.Hysteresis == 0
        ? "below the threshold"
        : $"more than {Format.Percent(alarms.Hysteresis)} below the threshold";
}
