using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

internal static class StepsSection
{
    private const int MostRetries = 20;
    private static readonly TimeSpan s_retryPause = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<YamlKey> ForEachKeys { get; } =
    [
        new("items", "a list, or a parameter that is one", "The step is done for each; `{{item}}` is the one.", "[north, south]"),
        new("concurrency", "a whole number from 1", "Most at a time.", "2", "1"),
    ];

    /// <summary>What every step can have beside what it does.</summary>
    public static IReadOnlyList<YamlKey> CommonKeys { get; } =
    [
        new("needs", "a list of names of steps", "Steps that must have ended before this one begins.", "[score]", YamlKey.None)
            { DefaultInWords = "none: it begins at once" },
        new(
            "when", $"one of {string.Join(", ", Words.Of<When>())}",
            "How the steps that it needs must have ended; otherwise it is skipped.",
            "all-done", "all-succeeded"),
        new("retries", $"a whole number from 0 to {MostRetries}", "How often it is tried again after a failure.", "2", "0"),
        new(
            "retry-pause", "a duration from 0", "Before the first retry; doubled with each further one, up to an hour.", "1m", "30s"),
        new("timeout", "a duration", "A try that takes longer is cancelled and has failed.", "1h", YamlKey.None),
        new("for-each", "a mapping, or its items alone", "The step is done once for each of a list.")
            { Keys = ForEachKeys, IsOptional = true },
    ];

    private static readonly IReadOnlyList<string> s_keys = [.. StepKinds.All, .. YamlKey.NamesOf(CommonKeys)];

    public static IReadOnlyList<StepDefinition> Read(YamlValue value, string job, IReadOnlyList<ParameterDefinition> parameters)
    {
        var steps = value.Entries().Select(entry => Open(entry.Key, entry.Value)).ToList();
        if (steps.Count == 0)
            throw value.Wrong("steps is empty", "Write at least one step, such as score: { score: { dataset: plant, results: fleet } }");

        var needs = new StepNeeds([.. steps.Select(step => (step.Name, step.Section.Optional("needs")))]);
        var named = steps.ToDictionary(step => step.Name, step => new NamedStep(step.Kind, step.Section.Optional("for-each") is not null));
        foreach (var step in steps)
            if (named.FirstOrDefault(other => other.Value.IsForEach && IsItem(step.Name, other.Key)).Key is { } whole)
                throw step.Value.Wrong(
                    $"the step {step.Name} has the name of an item of the step {whole}, which is done for each of a list",
                    "Give one of them another name");

        return
        [
            .. steps.Select(step => One(step, needs.Of(step.Name), new TemplateScope(job, $"the step {step.Name}", parameters)
            {
                HasRun = true,
                AllSteps = [.. named.Keys],
                Steps = needs.Before(step.Name).ToDictionary(before => before, before => named[before]),
            })),
        ];
    }

    private static bool IsItem(string name, string step) =>
        name.StartsWith($"{step}-", StringComparison.Ordinal) && name[(step.Length + 1)..].All(char.IsAsciiDigit);

    private static OpenStep Open(YamlValue key, YamlValue value)
    {
        var name = NameText.Check(key, key.Text(), NameText.LongestStep, "score");
        if (value.IsMapping && Unknown(value) is { } unknown)
            throw unknown;

        var section = value.Section(s_keys);
        var kinds = section.Keys.Where(StepKinds.All.Contains).ToList();
        return kinds is [var kind]
            ? new OpenStep(name, kind, value, section)
            : throw value.Wrong(
                kinds.Count == 0 ? $"the step {name} does nothing" : $"the step {name} does {string.Join(" and ", kinds)}",
                $"Write one of {string.Join(", ", StepKinds.All)} in each step");
    }

    /// <summary>A key that is nothing that a step can do or have.</summary>
    private static PresageException? Unknown(YamlValue value)
    {
        foreach (var (key, _) in value.Entries())
            if (key.Text() is var text && !s_keys.Contains(text))
                return key.Wrong(
                    $"{value.Path} has '{text}', which is nothing that a step does or has",
                    (Nearest.To(text, s_keys) is { } near ? $"Did you mean '{near}'? " : "")
                    + $"A step does one of {string.Join(", ", StepKinds.All)}, "
                    + $"and can have {string.Join(", ", YamlKey.NamesOf(CommonKeys))}");
        return null;
    }

    private static StepDefinition One(OpenStep step, IReadOnlyList<string> needs, TemplateScope scope)
    {
        var section = step.Section;
        var forEach = section.Optional("for-each") is { } given ? ReadForEach(given, scope) : null;
        if (section.Optional("when") is { } when && needs.Count == 0)
            throw when.Wrong($"the step {step.Name} has when and needs no step", "Remove it, or write what it needs");

        return new StepDefinition(
            step.Name, step.Kind, ReadArguments(step, forEach is null ? scope : scope with { Items = Known(forEach) }), needs,
            section.Optional("when")?.Word<When>() ?? When.AllSucceeded,
            section.Optional("retries")?.Whole(0, MostRetries) ?? 0,
            section.Optional("retry-pause")?.DurationFromZero() ?? s_retryPause, section.Optional("timeout")?.Duration(), forEach);
    }

    private static ForEach ReadForEach(YamlValue value, TemplateScope scope)
    {
        var section = value.IsMapping ? value.Section(ForEachKeys) : null;
        var items = section is null ? value : section["items"];
        IReadOnlyList<Template> templates = items.IsList
            ? [.. items.NonEmptyItems().Select(item => Argument.Any.ReadEntry(item, scope))]
            : [Argument.Any.ReadEntry(items, scope)];
        if (!items.IsList && templates[0].Only is not { IsList: true })
            throw items.Wrong($"{items.Path} is '{items.Text()}', which is no list", "Write a list, or a parameter whose type is list");
        return new ForEach(templates, section?.Optional("concurrency")?.Whole(1, int.MaxValue) ?? 1);
    }

    /// <summary>The items as far as they are known when the job is read.</summary>
    private static IReadOnlyList<string> Known(ForEach forEach) =>
        [.. forEach.Items.Where(item => item.IsLiteral).Select(item => item.Text)];

    private static Dictionary<string, StepArgument> ReadArguments(OpenStep step, TemplateScope scope)
    {
        var section = step.Section[step.Kind].Section(StepArguments.KeysOf(step.Kind));
        var arguments = new Dictionary<string, StepArgument>();
        foreach (var argument in StepArguments.Of(step.Kind))
        {
            var name = argument.Key.Name;
            if (section.Optional(name) is { } value)
                Add(arguments, argument, value, scope);
            else if (argument.Key.Default is null)
                _ = section[name];
            else if (argument.Key.Default.Contains("{{", StringComparison.Ordinal))
                arguments[name] = new StepArgument([TemplateReader.OfInterval(argument.Key.Default.Trim('"'))], false);
        }

        Check(step, section);
        return arguments;
    }

    private static void Add(Dictionary<string, StepArgument> arguments, ArgumentKey argument, YamlValue value, TemplateScope scope)
    {
        var name = argument.Key.Name;
        if (argument.IsMapping)
            foreach (var (key, entry) in value.Entries())
                arguments[$"{name}.{key.Text()}"] = new StepArgument([argument.Type.ReadEntry(entry, scope)], false);
        else if (argument.IsList)
            arguments[name] = new StepArgument(
                [.. (value.IsList ? value.NonEmptyItems() : [value]).Select(item => argument.Type.ReadEntry(item, scope))], true);
        else
            arguments[name] = new StepArgument([argument.Type.Read(value, scope)], false);
    }

    /// <summary>What does not go together.</summary>
    private static void Check(OpenStep step, YamlSection section)
    {
        if (step.Kind == StepKinds.Export)
        {
            var (results, model) = (section.Optional("results"), section.Optional("model"));
            if (results is null == model is null)
                throw step.Value.Wrong(
                    $"the step {step.Name} exports {(model is null ? "nothing" : "results and a model")}",
                    "Write one of results and model");
            if (results is not null && section.Optional("format") is { } format)
                throw format.Wrong($"{format.Path} is given for predictions, which are CSV", "Remove it");
            if (model is not null && (section.Optional("from") ?? section.Optional("to")) is { } range)
                throw range.Wrong($"{range.Path} is given for a model", "Remove it");
        }

        if (step.Kind == StepKinds.Job && section.Optional("from") is null != section.Optional("to") is null)
            throw step.Value.Wrong(
                $"the step {step.Name} has only one end of the interval of {section["job"].Text()}", "Write both from and to, or neither");
    }

    private sealed record OpenStep(string Name, string Kind, YamlValue Value, YamlSection Section);
}
