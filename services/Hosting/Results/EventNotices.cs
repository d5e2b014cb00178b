using Presage.Contracts.Api;
using Presage.Engine.Scenarios;

namespace Presage.Hosting.Results;

/// <summary>What a person should know of figures by event.</summary>
public static class EventNotices
{
    /// <param name="horizon">Of the predictions that were judged; as a rule the scenario's, but one can ask for another.</param>
    public static IEnumerable<Notice> Of(Costs costs, TimeSpan horizon)
    {
        if (costs.LeadTime >= horizon)
            yield return new Notice(
                "lead-time-beyond-horizon",
                $"An alarm must come {costs.LeadTime.TotalHours:0.##} h before the failure (costs.lead-time), and predictions reach no "
                + $"further than {horizon.TotalHours:0.##} h: no failure counts as warned of or missed. Make the lead time shorter, or the "
                + "horizon longer.");
    }
}
