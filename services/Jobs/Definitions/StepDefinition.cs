using Presage.Jobs.Templates;

namespace Presage.Jobs.Definitions;

/// <summary>One thing that a run of a job does.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens, at most 40.</param>
/// <param name="Kind">One of <see cref="StepKinds"/>.</param>
/// <param name="Arguments">By name, as <see cref="StepKinds"/> lists them for the kind; what is not given is not here.</param>
/// <param name="Needs">Names of steps that must have ended.</param>
/// <param name="Retries">How often it is tried again after a failure. 0 to 20.</param>
/// <param name="RetryPause">Before the first retry; doubled with each further one, up to an hour.</param>
/// <param name="Timeout">A try that takes longer is cancelled and has failed; null for no limit.</param>
/// <param name="ForEach">Null for a step that is done once.</param>
public sealed record StepDefinition(
    string Name, string Kind, IReadOnlyDictionary<string, StepArgument> Arguments, IReadOnlyList<string> Needs, When When, int Retries,
    TimeSpan RetryPause, TimeSpan? Timeout, ForEach? ForEach);

/// <summary>A single value, or a list of them.</summary>
public sealed record StepArgument(IReadOnlyList<Template> Values, bool IsList)
{
    public Template Value => Values[0];
}

/// <summary>The step is done for each item of a list; <c>{{item}}</c> is the item.</summary>
/// <param name="Items">Templates of the items; one that is nothing but a list parameter stands for all of its entries.</param>
/// <param name="Concurrency">Most items at a time, 1 or more.</param>
public sealed record ForEach(IReadOnlyList<Template> Items, int Concurrency);

/// <summary>Which ends of the steps that a step needs let it begin; otherwise it is skipped.</summary>
public enum When
{
    AllSucceeded,
    AnyFailed,
    AllFailed,

    /// <summary>Succeeded or skipped.</summary>
    NoneFailed,
    AnySucceeded,
    AllDone,
}
