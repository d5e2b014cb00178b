using Presage.Engine;
using Presage.Scenarios;

namespace Presage.Jobs.Templates;

public abstract record TemplatePart;

public sealed record LiteralPart(string Text) : TemplatePart;

/// <param name="Path">Such as interval, to.</param>
/// <param name="Shift">Added to a time; zero for none.</param>
/// <param name="IsList">Whether it is a parameter that is a list.</param>
public sealed record NamePart(IReadOnlyList<string> Path, TimeSpan Shift, bool IsList = false) : TemplatePart
{
    public bool IsInterval => Path[0] == TemplateNames.Interval;

    internal string Value(TemplateValues values) => Path switch
    {
        [TemplateNames.Interval, TemplateNames.From] => Shifted(values.From ?? throw NoInterval(values)),
        [TemplateNames.Interval, TemplateNames.To] => Shifted(values.To ?? throw NoInterval(values)),
        [TemplateNames.Parameters, var name] => Parameter(values, name),
        [TemplateNames.Steps, var step, var output] => Output(values, step, output),
        [TemplateNames.Item] => values.Item ?? throw new InvalidOperationException("There is no item."),
        [TemplateNames.Job] => values.Job,
        [TemplateNames.Run] => values.Run,
        _ => throw new InvalidOperationException($"Nothing is named {string.Join('.', Path)}."),
    };

    private string Parameter(TemplateValues values, string name)
    {
        if (!values.Parameters.TryGetValue(name, out var text))
            throw new PresageException(
                ErrorKind.Invalid, "missing-parameter", $"The parameter '{name}' of the job {values.Job} has no value.",
                "Give it one, or give it a default in the job's definition.");
        if (Shift == TimeSpan.Zero)
            return text;
        return Times.TryParse(text, out var time)
            ? Shifted(time)
            : throw new PresageException(
                ErrorKind.Invalid, "bad-parameter", $"The parameter '{name}' of the job {values.Job} is '{text}', which is not a time.",
                "Give it a time in UTC such as 2015-01-01T06:00:00Z.");
    }

    private static string Output(TemplateValues values, string step, string output) =>
        values.Steps.TryGetValue(step, out var outputs) && outputs.TryGetValue(output, out var text)
            ? text
            : throw new PresageException(
                ErrorKind.Invalid, "missing-output",
                $"The step {step} of the job run {values.Run} has no '{output}', since it did not succeed.",
                $"Have the step that names it begin only when {step} has succeeded, or see why that did not.");

    private string Shifted(DateTime time) => Times.Format(time + Shift);

    private static PresageException NoInterval(TemplateValues values) => new(
        ErrorKind.Invalid, "no-interval", $"The job run {values.Run} has no interval, and a step of it names one.",
        "Start the job with the times from and to.");
}
