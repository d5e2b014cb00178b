using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Jobs.Templates;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>The runs that a schedule will start if nothing changes before.</summary>
internal sealed class UpcomingRuns(JobCatalog catalog, TimeProvider clock)
{
    public async Task<IReadOnlyList<UpcomingRun>> ListAsync(Job job, JobDefinition definition, int count, CancellationToken cancellation)
    {
        if (definition.Schedule is not { } schedule)
            return [];

        var now = clock.GetUtcNow().UtcDateTime;
        var zone = Zones.Find(schedule.Zone) is var found && found.Equals(TimeZoneInfo.Utc) ? null : found;
        var calendars = await catalog.CalendarsOfAsync(definition, cancellation);
        var runs = new List<UpcomingRun>();
        var from = job.State.PlannedTo;
        foreach (var nominal in NominalTimes.Between(schedule, calendars, now, DateTime.MaxValue).Take(count))
        {
            var begin = from is { } planned && planned < nominal.Utc ? planned : FirstInterval.From(schedule, nominal.Utc);
            runs.Add(new UpcomingRun(
                nominal.Utc, zone is null ? null : ZonesOfVersions.LocalOf(nominal.Utc, zone), begin, nominal.Utc, nominal.Remark,
                nominal.Excluded, ParametersOf(definition),
                [.. definition.Steps.Select(step => Of(job, definition, step, begin, nominal.Utc))]));
            from = nominal.Utc;
        }

        return runs;
    }

    private static Dictionary<string, string> ParametersOf(JobDefinition definition) => definition.Parameters
        .Where(parameter => parameter.Default is not null).ToDictionary(parameter => parameter.Name, parameter => parameter.Default!);

    private static UpcomingStep Of(Job job, JobDefinition definition, StepDefinition step, DateTime from, DateTime to)
    {
        var values = new TemplateValues(job.Name, JobRunIds.Planned(job.Name, to), from, to) { Parameters = ParametersOf(definition) };
        return new UpcomingStep(
            step.Name, step.Kind,
            step.Arguments.ToDictionary(argument => argument.Key, argument => Filled(argument.Value, values)));
    }

    /// <summary>What only the run itself will know stays as it was written.</summary>
    private static IReadOnlyList<string> Filled(StepArgument argument, TemplateValues values) =>
        [.. argument.Values.SelectMany(template => IsKnown(template, values) ? template.FillAll(values) : [template.Text])];

    private static bool IsKnown(Template template, TemplateValues values) => template.Parts.OfType<NamePart>().All(name => name.Path switch
    {
        [TemplateNames.Steps, ..] or [TemplateNames.Item] => false,
        [TemplateNames.Parameters, var parameter] => values.Parameters.ContainsKey(parameter),
        _ => true,
    });
}
