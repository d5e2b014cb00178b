using Presage.Contracts;

namespace Presage.Scheduler.Steps;

/// <summary>What a kind of step does in this process. Done twice it has the effect of once.</summary>
internal interface IDeed
{
    /// <summary>Kind of the step.</summary>
    string Kind { get; }

    /// <returns>What later steps can name, beside the run and its outcome.</returns>
    /// <exception cref="Engine.PresageException">It cannot be done; the step has failed with what it says.</exception>
    Task<IReadOnlyDictionary<string, string>> DoAsync(DoStep step, StepArguments arguments, CancellationToken cancellation);
}
