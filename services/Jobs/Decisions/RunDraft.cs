using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A decision about a job run while it is being made.</summary>
internal sealed class RunDraft(JobDefinition definition, JobRun run, IReadOnlyDictionary<string, WorkState> works, DateTime now)
{
    public JobDefinition Definition => definition;

    public JobRun Run => run;

    public DateTime Now => now;

    public List<StepRun> Steps { get; } = [.. run.Steps];

    public List<StepStart> Start { get; } = [];

    public List<string> Cancel { get; } = [];

    public bool Changes { get; private set; }

    public WorkState? Work(StepRun step) => step.Run is { } id ? works.GetValueOrDefault(id) : null;

    /// <summary>A definition without the step has no need of it.</summary>
    public StepDefinition? Step(string name) => definition.Steps.FirstOrDefault(step => step.Name == name);

    public void Put(int at, StepRun step)
    {
        Steps[at] = step;
        Changes = true;
    }

    public void End(string run)
    {
        if (!Cancel.Contains(run))
            Cancel.Add(run);
    }

    /// <summary>Items of a step in the place of the step.</summary>
    public void Expand(int at, IReadOnlyList<StepRun> items)
    {
        Steps.RemoveAt(at);
        Steps.InsertRange(at, items);
        Changes = true;
    }
}
