using System.Globalization;
using Presage.Application.Jobs;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler.Triggers;

/// <summary>Reads the log of promotions for jobs that wait for one: whoever promotes need not know of them.</summary>
internal sealed class PromotionWatch(IModels models, JobCatalog catalog, TriggerPulls pulls, TimeProvider clock)
{
    /// <summary>All jobs that may have triggers are read for it.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private long? _lookedAt;

    public async Task LookAsync(CancellationToken cancellation)
    {
        if (_lookedAt is { } at && clock.GetElapsedTime(at) < s_interval)
            return;

        foreach (var (job, definition) in await catalog.TriggeredAsync(cancellation))
            foreach (var trigger in definition.Triggers.OfType<ModelPromotedTrigger>())
                await LookAsync(job, definition, trigger, cancellation);

        _lookedAt = clock.GetTimestamp();
    }

    private async Task LookAsync(Job job, JobDefinition definition, ModelPromotedTrigger trigger, CancellationToken cancellation)
    {
        if (TriggerTexts.TryFill(definition, trigger.Model) is not { } model)
            return;

        var mark = MarkOf(job, trigger);
        foreach (var promotion in await models.PromotionsAsync(model, cancellation))
            if (mark is null || promotion.At > mark)
                await pulls.PullAsync(job, definition, new ModelCame(model, promotion.Version, promotion.At), cancellation);
    }

    private static DateTime? MarkOf(Job job, ModelPromotedTrigger trigger) =>
        job.State.Memory.FirstOrDefault(memory => memory.Trigger == trigger.Number)?.Mark is { } mark
            ? DateTime.Parse(mark, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
}
