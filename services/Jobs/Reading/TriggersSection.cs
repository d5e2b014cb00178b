using Presage.Jobs.Definitions;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

internal static class TriggersSection
{
    private static readonly string[] s_kinds = ["telemetry", "errors", "maintenance", "failures", "machines"];

    private static readonly YamlKey s_dataset = new(
        "dataset", "a name; can name parameters", "The data set.", "\"{{parameters.dataset}}\"");

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("new-data", "a mapping", "New records of a data set were stored.")
        {
            IsOptional = true,
            Keys =
            [
                s_dataset,
                new(
                    "kinds", $"a list of {string.Join(", ", s_kinds)}", "Which kinds of records start it.", "[telemetry, errors]",
                    YamlKey.None)
                    { DefaultInWords = "any" },
                new("quiet", "a duration from 0", "How long nothing more may come before it starts.", "60s", "0s"),
                new("gap", "a duration from 0", "Least time between two starts by this trigger.", "5m", "0s"),
                new("complete", "true or false", "Whether all of `kinds` must have come for the interval.", "true", "false"),
            ],
        },
        new("grid-point", "a mapping", "Readings that came as messages have passed a point of a data set's grid.")
            { IsOptional = true, Keys = [s_dataset] },
        new("model-promoted", "a mapping", "A version of a model became champion.")
        {
            IsOptional = true,
            Keys = [new("model", "a name; can name parameters", "The model.", "\"{{parameters.dataset}}\"")],
        },
        new("job-ended", "a mapping", "A run of another job has ended.")
        {
            IsOptional = true,
            Keys =
            [
                new("job", "a name", "The other job.", "training"),
                new("when", $"one of {string.Join(", ", Words.Of<JobEnd>())}", "How it must have ended.", "any", "succeeded"),
            ],
        },
    ];

    public static IReadOnlyList<TriggerDefinition> Read(YamlValue? value, string job, IReadOnlyList<ParameterDefinition> parameters)
    {
        if (value is not { } triggers)
            return [];

        var scope = new TemplateScope(job, "a trigger, which knows parameters only", parameters);
        return [.. triggers.NonEmptyItems().Select((item, i) => One(item, i + 1, scope))];
    }

    private static TriggerDefinition One(YamlValue value, int number, TemplateScope scope)
    {
        var section = value.Section(Keys);
        if (section.Keys is not [var kind])
            throw value.Wrong(
                $"{value.Path} has {section.Keys.Count} triggers",
                $"Write one of {string.Join(", ", YamlKey.NamesOf(Keys))} in each entry");

        var of = section[kind].Section(Keys.First(key => key.Name == kind).Keys);
        return kind switch
        {
            "new-data" => NewData(of, number, scope),
            "grid-point" => new GridPointTrigger(number, Argument.Name.Read(of["dataset"], scope)),
            "model-promoted" => new ModelPromotedTrigger(number, Argument.Name.Read(of["model"], scope)),
            _ => JobEnded(of, number, scope),
        };
    }

    private static NewDataTrigger NewData(YamlSection section, int number, TemplateScope scope)
    {
        var kinds = section.Optional("kinds");
        var complete = section.Optional("complete");
        if (complete?.IsTrue() == true && kinds is null)
            throw complete.Value.Wrong(
                $"{complete.Value.Path} is true, and there are no kinds", "Write kinds, all of which must have come");

        foreach (var kind in kinds?.NonEmptyItems() ?? [])
            kind.Word(s_kinds);
        return new NewDataTrigger(
            number, Argument.Name.Read(section["dataset"], scope), kinds?.Names() ?? [],
            section.Optional("quiet")?.DurationFromZero() ?? TimeSpan.Zero, section.Optional("gap")?.DurationFromZero() ?? TimeSpan.Zero,
            complete?.IsTrue() ?? false);
    }

    private static JobEndedTrigger JobEnded(YamlSection section, int number, TemplateScope scope)
    {
        var job = section["job"].Name(NameText.LongestJob, "training");
        return job == scope.Job
            ? throw section["job"].Wrong($"the job {job} would start itself", "Name another job")
            : new JobEndedTrigger(number, job, section.Optional("when")?.Word<JobEnd>() ?? JobEnd.Succeeded);
    }
}
