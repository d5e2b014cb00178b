using Presage.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Which steps wait for which.</summary>
internal sealed class StepNeeds
{
    private readonly Dictionary<string, IReadOnlyList<string>> _needs = [];

    /// <param name="steps">By name, with what says what each needs; null where nothing does.</param>
    public StepNeeds(IReadOnlyList<(string Name, YamlValue? Needs)> steps)
    {
        var names = steps.Select(step => step.Name).ToList();
        foreach (var (name, needs) in steps)
            _needs[name] = needs is { } given ? Read(name, given, names) : [];

        foreach (var (name, needs) in steps)
            if (Cycle(name) is { } cycle)
                throw needs!.Value.Wrong(
                    $"steps need each other in a circle: {string.Join(" -> ", cycle)}", "Remove one of these needs, so that one can begin");
    }

    public IReadOnlyList<string> Of(string step) => _needs[step];

    /// <summary>All that have ended when a step begins.</summary>
    public HashSet<string> Before(string step)
    {
        var before = new HashSet<string>();
        var open = new Stack<string>(_needs[step]);
        while (open.TryPop(out var next))
            if (before.Add(next))
                foreach (var need in _needs[next])
                    open.Push(need);
        return before;
    }

    private static IReadOnlyList<string> Read(string step, YamlValue value, List<string> names)
    {
        foreach (var item in value.IsList ? value.NonEmptyItems() : [value])
        {
            var need = item.Text();
            if (need == step)
                throw item.Wrong($"the step {step} needs itself", "Name another step");
            if (!names.Contains(need))
                throw item.Wrong(
                    $"the step {step} needs '{need}', which is no step of the job",
                    Nearest.To(need, names) is { } near ? $"Did you mean '{near}'?" : $"Write one of {string.Join(", ", names)}");
        }

        return value.IsList ? value.Names() : [value.Text()];
    }

    /// <summary>The shortest way from a step through its needs back to it.</summary>
    private List<string>? Cycle(string step)
    {
        var ways = new Queue<List<string>>([[step]]);
        var seen = new HashSet<string>();
        while (ways.TryDequeue(out var way))
            foreach (var need in _needs[way[^1]])
            {
                if (need == step)
                    return [.. way, step];
                if (seen.Add(need))
                    ways.Enqueue([.. way, need]);
            }

        return null;
    }
}
