using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>What has become of what steps do: ends, further attempts, and time that is over.</summary>
internal static class Works
{
    /// <summary>What is not known to have begun so long after it was asked for is asked for again.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(1);

    public static void Observe(RunDraft draft)
    {
        for (var at = 0; at < draft.Steps.Count; at++)
            if (draft.Steps[at] is { State: StepState.Running } step)
                Observe(draft, at, step, draft.Step(step.Step));
    }

    /// <summary>When a step's time is over; null when it has all time.</summary>
    public static DateTime? Deadline(StepRun step, StepDefinition? definition) => step.StartedAt + definition?.Timeout;

    private static void Observe(RunDraft draft, int at, StepRun step, StepDefinition? definition)
    {
        var work = draft.Work(step);
        if (work is { Pins.Count: > 0 } && work.Pins.Any(pin => step.Pins.GetValueOrDefault(pin.Key) != pin.Value))
        {
            step = step with { Pins = step.Pins.Concat(work.Pins.Where(pin => !step.Pins.ContainsKey(pin.Key))).ToDictionary() };
            draft.Put(at, step);
        }

        var isOver = Deadline(step, definition) <= draft.Now;
        switch (work?.State)
        {
            case RunState.Succeeded:
                draft.Put(at, step with { State = StepState.Succeeded, EndedAt = draft.Now, Why = work.Why, Outputs = work.Outputs });
                break;
            case RunState.Failed:
                Failed(draft, at, step, definition, work.Why ?? "It failed.");
                break;
            case RunState.Cancelled when isOver && draft.Run.Cancel is null:
            case null when isOver:
                Failed(draft, at, step, definition, $"It took longer than {Moments.Text(definition!.Timeout!.Value)}.");
                break;
            case RunState.Cancelled:
                draft.Put(at, step with { State = StepState.Cancelled, EndedAt = draft.Now, Why = work.Why ?? "It was cancelled." });
                break;
            case null when draft.Run.Cancel is not null:
                draft.Put(at, step with { State = StepState.Cancelled, EndedAt = draft.Now, Why = draft.Run.Cancel });
                draft.End(step.Run!);
                break;
            case null when draft.Now - step.StartedAt >= Lost:
                Steps.Ask(draft, step, definition);
                break;
            case not null when isOver:
                draft.End(step.Run!);
                break;
        }
    }

    private static void Failed(RunDraft draft, int at, StepRun step, StepDefinition? definition, string why)
    {
        var tries = step.Attempt - step.Before;
        if (definition is null || tries > definition.Retries || draft.Run.Cancel is not null)
        {
            draft.Put(at, step with { State = StepState.Failed, EndedAt = draft.Now, Why = why });
            return;
        }

        var pause = TimeSpan.FromTicks((long)Math.Min(s_longestPause.Ticks, definition.RetryPause.Ticks * Math.Pow(2, tries - 1)));
        draft.Put(at, step with
        {
            State = StepState.Waiting,
            EndedAt = draft.Now,
            NotBefore = draft.Now + pause,
            Why = $"Attempt {step.Attempt} failed: {why.TrimEnd('.')}; it is tried again at {Moments.Text(draft.Now + pause)}.",
        });
    }
}
