namespace Presage.Jobs.Definitions;

/// <summary>What a job does, when, and for which interval, as its YAML says. Checked as a whole when it is read.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens, at most 60.</param>
/// <param name="Parameters">In the order of the file.</param>
/// <param name="Schedule">Null for a job that only triggers, people and messages start.</param>
/// <param name="Steps">In the order of the file; what each waits for stands in <see cref="StepDefinition.Needs"/>.</param>
/// <param name="AtOnce">Most runs of the job at a time, 1 or more; only with <see cref="Overlap.AllowAll"/> more than 1.</param>
public sealed record JobDefinition(
    string Name, string Description, IReadOnlyList<ParameterDefinition> Parameters, ScheduleDefinition? Schedule,
    IReadOnlyList<TriggerDefinition> Triggers, IReadOnlyList<StepDefinition> Steps, int AtOnce = 1)
{
    /// <summary>
    /// What happens to an interval whose turn comes while a run is going on. Not given, it is <see cref="Overlap.Merge"/> for jobs of
    /// which a step takes a range, and <see cref="Overlap.Skip"/> for others.
    /// </summary>
    public required Overlap Overlap { get; init; }

    /// <summary>Whether any step names the interval; only then does it matter that an interval has a length.</summary>
    public required bool UsesInterval { get; init; }
}

/// <param name="Default">As it is written, without braces; null when whoever starts the job must give it.</param>
public sealed record ParameterDefinition(string Name, ParameterType Type, string? Default, string Description = "");

public enum ParameterType
{
    Text,
    Whole,
    Number,
    Truth,
    Time,
    Duration,

    /// <summary>Texts, which a for-each takes one after the other.</summary>
    List,
}

public enum Overlap
{
    /// <summary>The interval is given up, with a row that says so.</summary>
    Skip,

    /// <summary>One waits; further ones are skipped.</summary>
    BufferOne,

    /// <summary>All wait, and run one after the other.</summary>
    BufferAll,

    /// <summary>All wait, and become one run over what they cover together.</summary>
    Merge,

    /// <summary>What is going on is cancelled.</summary>
    CancelOther,

    /// <summary>They run side by side, as many as <see cref="JobDefinition.AtOnce"/>.</summary>
    AllowAll,
}
