using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A job run before anything of it has begun.</summary>
public static class NewJobRun
{
    /// <summary>Causes of job runs.</summary>
    public const string Schedule = "schedule";
    public const string Trigger = "trigger";
    public const string Person = "person";
    public const string Message = "message";
    public const string Job = "job";
    public const string Backfill = "backfill";

    /// <param name="version">Of the definition.</param>
    /// <param name="cause">One of those above.</param>
    /// <param name="why">One sentence.</param>
    /// <param name="nominal">Null when no nominal time starts it.</param>
    /// <param name="from">Its interval is (from, to]; null when it has none.</param>
    /// <param name="given">Values of parameters by name; those that are not given have their defaults.</param>
    /// <param name="steps">Names of the steps that are done; null for all.</param>
    /// <exception cref="Engine.PresageException">
    /// <c>unknown-parameter</c>, <c>missing-parameter</c>, <c>bad-parameter</c>, <c>bad-interval</c>, <c>unknown-step</c>.
    /// </exception>
    public static JobRun Of(
        JobDefinition definition, int version, string id, string cause, string why, DateTime? nominal, DateTime? from, DateTime? to,
        IReadOnlyDictionary<string, string> given, DateTime now, IReadOnlyList<string>? steps = null)
    {
        if (from >= to)
            throw Errors.BadInterval(definition.Name, from.Value, to.Value);
        if (steps?.FirstOrDefault(name => definition.Steps.All(step => step.Name != name)) is { } unknown)
            throw Errors.UnknownStep(definition, unknown);

        var done = definition.Steps.Where(step => steps?.Contains(step.Name) != false);
        return new(
            id, definition.Name, version, cause, why, nominal, from, to, ParameterValues.Resolve(definition, given), now,
            JobRunState.Running, [.. done.Select(step => new StepRun(step.Name, null, StepState.Waiting))],
            IsBulk: cause == Backfill, LooksAt: now);
    }
}
