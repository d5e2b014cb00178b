using System.Globalization;
using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// A picture of <c>docs/use/alarms.md</c>: one column every 12 hours; alarms, verdicts and figures come from the engine.
/// </summary>
/// <param name="text">
/// Lines of a word and what it says: <c>rows</c> has # for .9, ~ for .45 and . for .1, a blank where there is none; <c>failures</c> and
/// <c>replaced</c> have an x each; <c>observed</c> has a - for every column of a period, one that ends with ! ends a life; <c>on-delay</c>,
/// <c>hysteresis</c>.
/// </param>
internal sealed class AlarmPicture(string text)
{
    private const long Step = 12 * UnixTime.Hour;

    private readonly Dictionary<string, string> _lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(line => line[..10].Trim(), line => line[10..].TrimEnd());

    private EvaluationSettings Settings => Given.One with
    {
        Alarms = new AlarmSettings { OnDelay = (int)Number("on-delay", 1), Hysteresis = Number("hysteresis", 0) },
    };

    public override string ToString()
    {
        var outcome = Outcome();
        var judge = new EventJudge(outcome, 0, Settings);
        var alarms = outcome.Alarms(0, Settings.Alarms);
        var width = _lines.Values.Max(line => line.Length) + 1;
        string[] lines =
        [
            Line("rows", Says("rows")),
            Line("alarm", Drawn(width, alarms.SelectMany(alarm => Span(alarm, judge)))),
            Line("warning", Drawn(width, alarms.SelectMany(judge.Warnings).Select(warning => (warning.Time, Letter(warning.Verdict))))),
            Line(
                "failure",
                Drawn(width, judge.Failures.Select(failure => (failure, Letter(judge.Judge(failure, alarms).Verdict))))),
            .. Says("replaced") is { Length: > 0 } replaced ? [Line("replaced", replaced)] : Array.Empty<string>(),
            .. Says("observed") is { Length: > 0 } observed ? [Line("observed", observed)] : Array.Empty<string>(),
        ];
        return $"{string.Join('\n', lines)}\n\n{Figures(outcome)}\n";
    }

    private string Figures(MachineOutcome outcome)
    {
        var events = EvaluationMetrics.Of(EvaluationPart.Of(outcome, Settings), Settings).Events;
        var lead = events.LeadTimeHours.P50 is { } hours ? $", {Text(hours)} h ahead" : "";
        return $"{events.Warned} of {events.Failures} failures warned of{lead}; of {events.Decided + events.Undecided} warnings "
            + $"{events.Decided - events.FalseAlarms} true, {events.FalseAlarms} false, {events.Undecided} undecided; "
            + $"{Text(events.HoursInAlarm)} h in alarm; cost {Text(events.Cost)}";
    }

    private MachineOutcome Outcome()
    {
        var rows = Says("rows");
        int[] columns = [.. Enumerable.Range(0, rows.Length).Where(column => rows[column] != ' ')];
        double[] probabilities = [.. columns.Select(column => rows[column] switch { '#' => 0.9, '~' => 0.45, _ => 0.1 })];
        return Given.Machine(probabilities) with
        {
            Times = [.. columns.Select(column => column * Step)],
            Failures = [Marks("failures")],
            Replacements = [Marks("replaced")],
            Observed = Observed(),
        };
    }

    private ObservedPeriods Observed()
    {
        var line = Says("observed");
        if (line.Length == 0)
            return ObservedPeriods.Until(Given.Year);

        var periods = new List<ObservedPeriod>();
        for (var (from, to) = (0, 0); from < line.Length; from = to)
        {
            to = from + 1;
            while (to < line.Length && line[to] == '-' && line[to - 1] == '-')
                to++;

            var endsLife = to < line.Length && line[to] == '!';
            if (line[from] == '-')
                periods.Add(new ObservedPeriod(from * Step, (endsLife ? to : to - 1) * Step, endsLife));
        }

        return new ObservedPeriods(periods);
    }

    private static IEnumerable<(long Time, char Letter)> Span(AlarmEpisode alarm, EventJudge judge)
    {
        for (var time = alarm.Raised + Step; time < judge.StandsUntil(alarm); time += Step)
            yield return (time, '=');

        yield return (judge.StandsUntil(alarm), alarm.Ended is null ? '>' : ']');
        yield return (alarm.Raised, '[');
    }

    private static string Drawn(int width, IEnumerable<(long Time, char Letter)> marks)
    {
        var line = new string(' ', width).ToCharArray();
        foreach (var (time, letter) in marks)
            line[time / Step] = letter;

        return new string(line);
    }

    private static char Letter(AlarmVerdict verdict) => verdict switch
    {
        AlarmVerdict.True => 'T',
        AlarmVerdict.False => 'F',
        _ => '?',
    };

    private static char Letter(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.Warned => 'W',
        FailureVerdict.Missed => 'M',
        _ => 'n',
    };

    private static string Line(string word, string says) => $"{word,-10}{says}".TrimEnd();

    private static string Text(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    private long[] Marks(string word) =>
        [.. Says(word).Index().Where(mark => mark.Item == 'x').Select(mark => mark.Index * Step)];

    private double Number(string word, double otherwise) =>
        Says(word) is { Length: > 0 } number ? double.Parse(number, CultureInfo.InvariantCulture) : otherwise;

    private string Says(string word) => _lines.GetValueOrDefault(word, "");
}
