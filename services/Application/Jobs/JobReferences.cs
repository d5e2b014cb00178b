using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Scenarios;

namespace Presage.Application.Jobs;

/// <summary>What definitions name besides themselves; only what is written out, not what parameters fill in.</summary>
internal static class JobReferences
{
    /// <summary>Names of other jobs: those that its steps start, and those whose end starts it.</summary>
    public static IEnumerable<string> JobsOf(JobDefinition definition) => [.. Started(definition), .. Followed(definition)];

    public static IEnumerable<string> ConnectionsOf(JobDefinition definition) => Literals(definition, StepKinds.Notify, "to");

    public static void Check(string job, string what, IEnumerable<string> named, IReadOnlyCollection<string> known, string remedy)
    {
        foreach (var name in named.Where(name => !known.Contains(name)))
            throw new PresageException(
                ErrorKind.NotFound, $"unknown-{what}", $"The job '{job}' names the {what} '{name}', which there is not.",
                Nearest.To(name, known) is { } near ? $"Did you mean '{near}'?" : remedy);
    }

    /// <summary>A job that is started by the end of what it has started would never come to rest.</summary>
    public static void CheckCycles(IReadOnlyDictionary<string, JobDefinition> all, IEnumerable<string> applied)
    {
        var starts = all.Values.SelectMany(definition => Started(definition).Select(next => (Job: definition.Name, Next: next))
                .Concat(Followed(definition).Select(before => (Job: before, Next: definition.Name))))
            .ToLookup(edge => edge.Job, edge => edge.Next);
        foreach (var job in applied)
            if (Cycle(job, [job], starts, []) is { } cycle)
                throw new PresageException(
                    ErrorKind.Conflict, "job-cycle", $"Jobs would start each other without end: {string.Join(" -> ", cycle)}.",
                    "Leave out one of the triggers, or of the steps that start a job.");
    }

    private static IReadOnlyList<string>? Cycle(
        string job, IReadOnlyList<string> path, ILookup<string, string> starts, HashSet<string> seen)
    {
        foreach (var next in starts[job])
        {
            if (next == path[0])
                return [.. path, next];
            if (seen.Add(next) && Cycle(next, [.. path, next], starts, seen) is { } cycle)
                return cycle;
        }

        return null;
    }

    private static IEnumerable<string> Started(JobDefinition definition) => Literals(definition, StepKinds.Job, "job");

    private static IEnumerable<string> Followed(JobDefinition definition) =>
        definition.Triggers.OfType<JobEndedTrigger>().Select(trigger => trigger.Job);

    private static IEnumerable<string> Literals(JobDefinition definition, string kind, string argument) =>
        from step in definition.Steps
        where step.Kind == kind && step.Arguments.ContainsKey(argument)
        from value in step.Arguments[argument].Values
        where value.IsLiteral
        select value.Text;
}
