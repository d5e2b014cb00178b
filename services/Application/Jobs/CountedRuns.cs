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
        var counted = new List<JobRun>();
        foreach (var run in runs.Where(run => run.Job == job.Name))
            if (s_byItself.Contains(run.Cause) || HasDefaults(run, await FindAsync(run, cancellation)))
                counted.Add(run);

        return counted;
    }

    private static bool HasDefaults(JobRun run, JobDefinition? definition) => definition is not null
        && definition.Parameters.All(parameter => run.Parameters.GetValueOrDefault(parameter.Name) == parameter.Default);

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
