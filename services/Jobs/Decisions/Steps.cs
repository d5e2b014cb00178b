using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Steps begin when what they need has ended as they ask for.</summary>
internal static class Steps
{
    private const string AsOf = "as-of";

    public static void Begin(RunDraft draft)
    {
        // A step that is skipped may let others begin, or skip them.
        var changes = true;
        while (changes)
        {
            changes = false;
            for (var at = 0; at < draft.Steps.Count; at++)
            {
                if (draft.Steps[at] is not { State: StepState.Waiting } step || step.NotBefore > draft.Now || !Begin(draft, at, step))
                    continue;

                // A list has its first item there now.
                changes = true;
                if (draft.Steps[at].State == StepState.Waiting)
                    at--;
            }
        }
    }

    /// <summary>Asks for what a running step does, once more.</summary>
    public static void Ask(RunDraft draft, StepRun step, StepDefinition? definition)
    {
        if (definition is not null)
            draft.Start.Add(new(definition, step.Item, step.Attempt, step.Run!, Arguments(draft, definition, step.Item), step.Pins));
    }

    private static bool Begin(RunDraft draft, int at, StepRun step)
    {
        if (draft.Step(step.Step) is not { } definition)
        {
            const string Gone = "The job's definition has no such step any more.";
            draft.Put(at, step with { State = StepState.Skipped, EndedAt = draft.Now, Why = Gone });
            return true;
        }

        // A further attempt, or a further item, of what was let begin before.
        var isLet = step.Attempt > step.Before;
        if (!isLet && !Needs.HaveEnded(draft, definition))
            return false;
        if (!isLet && Needs.WhyNot(draft, definition) is { } why)
        {
            draft.Put(at, step with { State = StepState.Skipped, EndedAt = draft.Now, Why = why });
            return true;
        }

        if (definition.ForEach is not null && step.Item is null)
            return Expand(draft, at, step, definition);
        if (definition.ForEach is { } each
            && draft.Steps.Count(other => other.Step == step.Step && other.State == StepState.Running) >= each.Concurrency)
            return false;
        return Start(draft, at, step, definition);
    }

    private static bool Expand(RunDraft draft, int at, StepRun step, StepDefinition definition)
    {
        try
        {
            var items = definition.ForEach!.Items.SelectMany(item => item.FillAll(Values(draft, null))).ToList();
            if (items.Count == 0)
                draft.Put(at, step with { State = StepState.Succeeded, EndedAt = draft.Now, Why = "There is nothing in its list." });
            else
                draft.Expand(at, [.. items.Select(item => step with { Item = item })]);
        }
        catch (PresageException e)
        {
            Fail(draft, at, step, e);
        }

        return true;
    }

    private static bool Start(RunDraft draft, int at, StepRun step, StepDefinition definition)
    {
        var attempt = step.Attempt + 1;
        var number = step.Item is null ? (int?)null : draft.Steps.Take(at + 1).Count(other => other.Step == step.Step);
        try
        {
            var arguments = Arguments(draft, definition, step.Item);
            var pins = step.Pins;
            if (definition.Kind is StepKinds.Score or StepKinds.Train && !arguments.ContainsKey(AsOf) && !pins.ContainsKey(AsOf))
                pins = pins.Append(new(AsOf, Moments.Exact(draft.Now))).ToDictionary();
            var begun = step with
            {
                State = StepState.Running,
                Attempt = attempt,
                Run = JobRunIds.Step(draft.Run.Id, step.Step, number, attempt),
                StartedAt = draft.Now,
                EndedAt = null,
                NotBefore = null,
                Why = null,
                Pins = pins,
            };
            draft.Put(at, begun);
            draft.Start.Add(new(definition, step.Item, attempt, begun.Run!, arguments, pins));
        }
        catch (PresageException e)
        {
            Fail(draft, at, step with { Attempt = attempt }, e);
        }

        return true;
    }

    // What a name stands for does not change by trying again.
    private static void Fail(RunDraft draft, int at, StepRun step, PresageException e) =>
        draft.Put(at, step with
        {
            State = StepState.Failed,
            StartedAt = step.StartedAt ?? draft.Now,
            EndedAt = draft.Now,
            NotBefore = null,
            Why = e.Message,
        });

    private static Dictionary<string, IReadOnlyList<string>> Arguments(RunDraft draft, StepDefinition definition, string? item)
    {
        var values = Values(draft, item);
        return definition.Arguments.ToDictionary(
            argument => argument.Key,
            IReadOnlyList<string> (argument) => [.. argument.Value.Values.SelectMany(value => value.FillAll(values))]);
    }

    private static TemplateValues Values(RunDraft draft, string? item) =>
        new(draft.Run.Job, draft.Run.Id, draft.Run.From, draft.Run.To, item)
        {
            Parameters = draft.Run.Parameters,
            Steps = draft.Steps.Where(step => step.State == StepState.Succeeded).GroupBy(step => step.Step)
                .ToDictionary(steps => steps.Key, IReadOnlyDictionary<string, string> (steps) => steps.SelectMany(step => step.Outputs)
                    .GroupBy(output => output.Key)
                    .ToDictionary(outputs => outputs.Key, outputs => ListText.Join(outputs.Select(output => output.Value).Distinct()))),
        };
}
