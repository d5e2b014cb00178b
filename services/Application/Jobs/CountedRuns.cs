using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Which runs have done an interval of a job: those that did all of it, with the parameters that the job has by itself.</summary>
internal sealed class CountedRuns(JobCatalog catalog)
{
    private static readonly string[] s_byItself = ["schedule", "trigger", "backfill"];

    public async Task<IReadOnlyList<JobRun>> AmongAsync(Job job, IEnumerable<JobRun> runs, CancellationToken cancellation)
    {
        var own = runs.Where(run => run.Job == job.Name).ToList();
        var ofInterval = own.ToLookup(run => (run.From, run.To));
        var counted = new List<JobRun>();
        foreach (var run in own)
            if (await FindAsync(run, cancellation) is not { } definition
                || (IsAsByItself(run, definition) && IsWhole(run, definition, ofInterval[(run.From, run.To)])))
                counted.Add(run);

        return counted;
    }

    /// <summary>Steps that were left out of it were done by other runs of the interval.</summary>
    private static bool IsWhole(JobRun run, JobDefinition definition, IEnumerable<JobRun> others)
    {
        var missing = definition.Steps.Select(step => step.Name).Except(run.Steps.Select(step => step.Step)).ToList();
        return missing.All(name => others.Any(other => other.Steps.Any(step => step.Step == name)
            && other.Steps.Where(step => step.Step == name).All(step => step.State == StepState.Succeeded)));
    }

    private static bool IsAsByItself(JobRun run, JobDefinition definition) => s_byItself.Contains(run.Cause)
        || definition.Parameters.All(parameter => run.Parameters.GetValueOrDefault(parameter.Name) == parameter.Default);

    private async Task<JobDefinition?> FindAsync(JobRun run, CancellationToken cancellation)
    {
        try
        {
            return await catalog.DefinitionOfAsync(run, cancellation);
        }
        catch (PresageException)
        {
            return null;
        }
    }
}
