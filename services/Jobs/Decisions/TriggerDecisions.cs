using System.Globalization;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>
/// What happens to a job when something comes that its triggers listen to. What they start is decided with the job itself.
/// </summary>
public static class TriggerDecisions
{
    // A trigger whose data never stop coming starts after so many times its quiet time all the same.
    private const int MostQuiets = 10;
    private const int MostSeen = 64;
    private const string Came = "a";
    private const string Decided = "b";

    /// <returns>What is to be committed; null when no trigger of the job listens, or it has been pulled by the same before.</returns>
    public static JobCommit? Pull(Job job, JobDefinition definition, TriggerPull pull, DateTime now)
    {
        var state = job.State;
        List<TriggerEvaluation> evaluations = [];
        foreach (var trigger in definition.Triggers)
        {
            var memory = state.Memory.FirstOrDefault(memory => memory.Trigger == trigger.Number) ?? new(trigger.Number, null);
            if (memory.Seen.Contains(pull.Event) || Why(job.Name, definition, trigger, pull) is not { } why)
                continue;

            var seen = memory with
            {
                Seen = [.. memory.Seen.TakeLast(MostSeen - 1), pull.Event],
                Mark = pull is ModelCame promotion ? promotion.At.ToString("O", CultureInfo.InvariantCulture) : memory.Mark,
            };
            state = state with { Memory = [.. state.Memory.Where(other => other.Trigger != trigger.Number), seen] };
            state = Pull(job.Name, state, trigger, memory, pull, why, now, evaluations);
        }

        return state == job.State ? null : new(job with { State = state }) { Evaluations = evaluations };
    }

    /// <param name="stage">Tells what is said when something comes from what is said when it is decided, maybe at the same moment.</param>
    private static TriggerEvaluation Evaluation(
        string job, int trigger, DateTime at, string stage, string what, string why, string? run = null) => new(
            job, string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMdd'T'HHmmssfffffff}Z-{stage}-{trigger}-{what}"), trigger, at, what,
            why, run);

    internal static TriggerEvaluation Decision(string job, PendingTrigger pending, DateTime at, string why, string? run = null) =>
        Evaluation(job, pending.Trigger, at, Decided, pending.Token, why, run);

    private static JobState Pull(
        string job, JobState state, TriggerDefinition trigger, TriggerMemory memory, TriggerPull pull, string why, DateTime now,
        List<TriggerEvaluation> evaluations)
    {
        if (state.Paused is { } pause)
        {
            evaluations.Add(Evaluation(job, trigger.Number, now, Came, pull.Event, $"{why}. {Pauses.Why(pause)}"));
            return state;
        }

        var (from, to, kinds) = Facts(pull);
        var quiet = trigger is NewDataTrigger data ? data.Quiet : TimeSpan.Zero;
        var gap = trigger is NewDataTrigger { Gap: var least } && memory.StartedAt is { } started ? started + least : now;
        var before = state.Pending.FirstOrDefault(pending => pending.Trigger == trigger.Number);
        var latest = (before?.Since ?? now) + MostQuiets * quiet;
        var notBefore = Moments.Later(now + quiet > latest ? latest : now + quiet, gap);
        var pending = before is null
            ? new PendingTrigger(trigger.Number, pull.Event, now, notBefore, from, to, kinds, why)
            : before with
            {
                NotBefore = notBefore,
                From = Moments.Earlier(before.From, from),
                To = before.To is { } end ? Moments.Later(end, to) : to,
                Kinds = [.. before.Kinds.Union(kinds).Order(StringComparer.Ordinal)],
                Why = why,
            };
        if (before is not null)
            evaluations.Add(Evaluation(
                job, trigger.Number, now, Came, pull.Event, $"{why}; the run that {before.Token} asked for takes it along."));
        else if (!Firing.IsComplete(trigger, pending))
            evaluations.Add(Evaluation(
                job, trigger.Number, now, Came, pull.Event,
                $"{why}; it waits for {string.Join(", ", ((NewDataTrigger)trigger).Kinds.Except(kinds))}."));

        return state with
        {
            Pending = [.. state.Pending.Where(other => other.Trigger != trigger.Number), pending],
            LooksAt = Moments.Earlier(state.LooksAt, notBefore),
        };
    }

    // Why a trigger is pulled, without a full stop; null when it does not listen.
    private static string? Why(string job, JobDefinition definition, TriggerDefinition trigger, TriggerPull pull) => (trigger, pull) switch
    {
        (NewDataTrigger data, DataCame came) when Fill(definition, data.Dataset) == came.Dataset
            && (data.Kinds.Count == 0 ? came.Kinds.Count > 0 : data.Kinds.Intersect(came.Kinds).Any()) =>
            $"New {string.Join(", ", came.Kinds)} of {came.Dataset}, by the run {came.Run}",
        (GridPointTrigger point, GridPointCame came) when Fill(definition, point.Dataset) == came.Dataset =>
            $"Readings of {came.Dataset} have passed {Moments.Text(came.Point)}",
        (ModelPromotedTrigger model, ModelCame came) when Fill(definition, model.Model) == came.Model =>
            $"{came.Model}@{came.Version} became champion at {Moments.Text(came.At)}",
        (JobEndedTrigger other, JobRunCame came) when other.Job == came.Job && came.Job != job && Fits(other.When, came.Outcome) =>
            $"The job run {came.JobRun} has {came.Outcome switch
            {
                JobRunState.Succeeded => "succeeded",
                JobRunState.Failed => "failed",
                _ => "been cancelled",
            }}",
        _ => null,
    };

    private static bool Fits(JobEnd when, JobRunState outcome) => when switch
    {
        JobEnd.Succeeded => outcome == JobRunState.Succeeded,
        JobEnd.Failed => outcome == JobRunState.Failed,
        _ => true,
    };

    private static (DateTime? From, DateTime? To, IReadOnlyList<string> Kinds) Facts(TriggerPull pull) => pull switch
    {
        DataCame came => (came.From, came.To, came.Kinds),

        // From is the point before, which belongs to the interval before.
        GridPointCame came => (came.From.AddTicks(1), came.Point, []),
        JobRunCame came => (came.From?.AddTicks(1), came.To, []),
        _ => (null, null, []),
    };

    private static string Fill(JobDefinition definition, Template template) =>
        template.Fill(new(definition.Name, "", null, null)
        {
            Parameters = definition.Parameters.Where(parameter => parameter.Default is not null)
                .ToDictionary(parameter => parameter.Name, parameter => parameter.Default!),
        });
}
