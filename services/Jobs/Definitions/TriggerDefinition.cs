using Presage.Jobs.Templates;

namespace Presage.Jobs.Definitions;

/// <summary>What starts a job beside its schedule.</summary>
/// <param name="Number">Position among the job's triggers, from 1.</param>
public abstract record TriggerDefinition(int Number);

/// <summary>New records of a data set were stored.</summary>
/// <param name="Dataset">Knows parameters only.</param>
/// <param name="Kinds">Kinds of records, such as telemetry; empty for any.</param>
/// <param name="Quiet">How long nothing more may come before the job is started. Zero for at once.</param>
/// <param name="Gap">Least time between two starts by this trigger.</param>
/// <param name="Complete">Whether all of <paramref name="Kinds"/> must have come for the interval.</param>
public sealed record NewDataTrigger(int Number, Template Dataset, IReadOnlyList<string> Kinds, TimeSpan Quiet, TimeSpan Gap, bool Complete)
    : TriggerDefinition(Number);

/// <summary>Readings have passed a point of a data set's grid.</summary>
public sealed record GridPointTrigger(int Number, Template Dataset) : TriggerDefinition(Number);

/// <summary>A version of a model became champion.</summary>
public sealed record ModelPromotedTrigger(int Number, Template Model) : TriggerDefinition(Number);

/// <summary>A run of another job has ended.</summary>
/// <param name="When">Succeeded, failed, or any.</param>
public sealed record JobEndedTrigger(int Number, string Job, JobEnd When) : TriggerDefinition(Number);

public enum JobEnd
{
    Succeeded,
    Failed,
    Any,
}
