using System.Collections.ObjectModel;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;

namespace Presage.Scheduler.Triggers;

/// <summary>What a trigger's text says, which knows nothing but the defaults of parameters.</summary>
internal static class TriggerTexts
{
    /// <returns>Null when a parameter that it names has no default.</returns>
    public static string? TryFill(JobDefinition job, Template template)
    {
        try
        {
            return template.Fill(new TemplateValues(job.Name, "", null, null)
            {
                Parameters = ParameterValues.Resolve(job, ReadOnlyDictionary<string, string>.Empty),
            });
        }
        catch (PresageException)
        {
            return null;
        }
    }
}
