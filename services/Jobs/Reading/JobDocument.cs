using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Jobs.Reading;

/// <summary>What a file has one or more of: either a job or a calendar.</summary>
/// <param name="Text">The document alone, as it is to be stored.</param>
public sealed record JobDocument(string Text, JobDefinition? Job, ExclusionCalendar? Calendar)
{
    public string Name => Job?.Name ?? Calendar!.Name;
}
