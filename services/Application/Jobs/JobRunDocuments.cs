using System.Text.Json;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Job runs as surfaces answer with them.</summary>
internal static class JobRunDocuments
{
    public static JobRunSummary Summary(JobRun run, DateTime now) => new(
        run.Id, run.Job, run.Version, run.Cause, run.Why, run.Nominal, run.From, run.To, Name(run.State), run.CreatedAt, run.EndedAt,
        Math.Round(Math.Max(0, ((run.EndedAt ?? now) - run.CreatedAt).TotalSeconds), 1), run.Repairs, FailureOf(run));

    public static JobRunDetails Details(JobRun run, JobDefinition? definition, DateTime now) =>
        new(Summary(run, now), run.Parameters, [.. run.Steps.Select(step => Step(step, definition))]);

    /// <summary>The enumeration's value as documents have it, such as <c>succeeded</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <exception cref="PresageException">What was given is none of the values.</exception>
    public static T? Value<T>(string? name, string code, string what)
        where T : struct, Enum
    {
        if (name is null)
            return null;

        foreach (var value in Enum.GetValues<T>())
            if (Name(value) == name)
                return value;

        throw new PresageException(
            ErrorKind.Invalid, code, $"'{name}' is not {what}.", $"Use one of: {string.Join(", ", Enum.GetValues<T>().Select(Name))}.");
    }

    public static string? FailureOf(JobRun run) => run.Steps.FirstOrDefault(step => step.State == StepState.Failed) is { } failed
        ? $"{NameOf(failed)}: {failed.Why ?? "no reason is known"}"
        : null;

    public static string NameOf(StepRun step) => step.Item is { } item ? $"{step.Step} ({item})" : step.Step;

    private static JobStep Step(StepRun step, JobDefinition? definition) => new(
        step.Step, step.Item, definition?.Steps.FirstOrDefault(declared => declared.Name == step.Step)?.Kind ?? "", Name(step.State),
        step.Attempt, step.Run, step.StartedAt, step.EndedAt, step.NotBefore, step.Why, step.Outputs, step.Pins);
}
