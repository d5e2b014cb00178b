using System.Globalization;
using Presage.Engine;
using Presage.Jobs.Templates;
using Presage.Scenarios;

namespace Presage.Jobs.Definitions;

/// <summary>Values of parameters as text, checked by their types and written in one way each.</summary>
public static class ParameterValues
{
    /// <summary>The values that a run of a job has: those that are given, and defaults for the others.</summary>
    /// <param name="given">By name, as people write them; the entries of a list have commas between them.</param>
    /// <exception cref="PresageException">
    /// <c>unknown-parameter</c>, <c>bad-parameter</c>, or <c>missing-parameter</c>: one without a default is not given.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Resolve(JobDefinition job, IReadOnlyDictionary<string, string> given)
    {
        foreach (var name in given.Keys)
            if (job.Parameters.All(parameter => parameter.Name != name))
                throw new PresageException(
                    ErrorKind.Invalid, "unknown-parameter", $"The job {job.Name} has no parameter '{name}'.", Remedy(job, name));

        return job.Parameters.ToDictionary(parameter => parameter.Name, parameter => Value(job, parameter, given));
    }

    /// <summary>The value in the one form that is stored, or null when it does not fit the type.</summary>
    public static string? Normalised(ParameterType type, string text) => type switch
    {
        ParameterType.Text => text,
        ParameterType.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole.ToString(CultureInfo.InvariantCulture)
            : null,
        ParameterType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : null,
        ParameterType.Truth => text is "true" or "false" ? text : null,
        ParameterType.Time => Times.TryParse(text, out var time) ? Times.Format(time) : null,
        ParameterType.Duration => Durations.TryParse(text, out _) ? text : null,
        ParameterType.List => ListText.Join(ListText.Split(text)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>What is to be written for a type, as a sentence without its full stop.</summary>
    public static string Expected(ParameterType type) => type switch
    {
        ParameterType.Whole => "Write a whole number such as 12",
        ParameterType.Number => "Write a number such as 12.5",
        ParameterType.Truth => "Write true or false",
        ParameterType.Time => "Write a time in UTC such as 2015-01-01T06:00:00Z",
        ParameterType.Duration => "Write a number and a unit, such as 30m, 12h or 3.5d",
        _ => "Write a text",
    };

    private static string Value(JobDefinition job, ParameterDefinition parameter, IReadOnlyDictionary<string, string> given)
    {
        if (!given.TryGetValue(parameter.Name, out var text))
            return parameter.Default ?? throw new PresageException(
                ErrorKind.Invalid, "missing-parameter", $"The parameter '{parameter.Name}' of the job {job.Name} has no default.",
                $"Give it a value when you start the job. {Expected(parameter.Type)}.");

        return Normalised(parameter.Type, text) ?? throw new PresageException(
            ErrorKind.Invalid, "bad-parameter",
            $"The parameter '{parameter.Name}' of the job {job.Name} is '{text}', which does not fit its type.",
            $"{Expected(parameter.Type)}.");
    }

    private static string Remedy(JobDefinition job, string name)
    {
        var names = job.Parameters.Select(parameter => parameter.Name).ToList();
        return Nearest.To(name, names) is { } near ? $"Did you mean '{near}'?"
            : names.Count > 0 ? $"It has {string.Join(", ", names)}."
            : "Give it none.";
    }
}
