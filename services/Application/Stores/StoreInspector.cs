using Presage.Contracts.Api;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Application.Stores;

/// <summary>Looks at a whole store, and at what would be deleted of it now.</summary>
internal sealed class StoreInspector(IStoreCheck check, RetentionPlanner planner, RetentionOptions options, TimeProvider clock)
{
    public async Task<StoreReport> InspectAsync(CancellationToken cancellation)
    {
        var state = await check.ReadAsync(cancellation);
        var steps = await planner.PlanAsync(options, cancellation);
        var identity = state.Identity;
        return new StoreReport(
            state.Name, identity.Id, identity.Form, identity.Made, identity.Restored, !state.Findings.Any(finding => finding.IsWrong),
            state.Bytes, state.Free,
            [.. state.Kinds.Select(kind => new StoreKind(kind.Kind, kind.Count, kind.Bytes, kind.First, kind.Last))],
            [
                .. state.Findings.Select(
                    finding => new StoreTrouble(finding.Code, finding.Message, finding.Remedy, finding.IsWrong)),
            ],
            DiskForecast.Of(state, options, clock.GetUtcNow().UtcDateTime),
            [
                .. steps.Select(step => new RetentionPlan(
                    step.Kind, step.Name.Length == 0 ? null : step.Name, step.For.TotalDays, step.Before, step.Count, step.Kept)),
            ]);
    }
}
