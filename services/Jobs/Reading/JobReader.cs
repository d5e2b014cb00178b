using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Reads jobs from YAML.</summary>
public static class JobReader
{
    private const int MostAtOnce = 1_000;

    internal static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("job", "a name", $"Name of the job: at most {NameText.LongestJob} lower-case letters, digits and hyphens.", "nightly"),
        new("description", "a text", "What it is for, for people.", "Scores the plant twice a day.", YamlKey.None),
        new(
            "parameters", "a mapping",
            "Values that steps name as `{{parameters.NAME}}`, and that whoever starts the job can give. Either the default alone, or:")
        {
            IsOptional = true,
            Keys = [new("NAME", "a value, or a mapping", "A parameter.") { Keys = ParametersSection.Keys, StandsFor = ["trials"] }],
        },
        new("schedule", "a mapping", "When it is run. Without it only triggers, people and messages start the job.")
            { IsOptional = true, Keys = ScheduleSection.Keys },
        new("triggers", "a list", "What starts it besides.") { IsOptional = true, IsList = true, Keys = TriggersSection.Keys },
        new(
            "overlap", $"one of {string.Join(", ", Words.Of<Overlap>())}", "Of a job without a schedule; otherwise it stands there.", "",
            YamlKey.None),
        new("at-once", $"a whole number from 1 to {MostAtOnce}", "Most runs at a time, with the overlap `allow-all`.", "", "1"),
        new("steps", "a mapping", "What it does, by names that you choose."),
    ];

    /// <summary>Reads and checks a job.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="place">Where the text comes from, for messages.</param>
    /// <exception cref="PresageException"><c>bad-job</c>: a mistake, with place, line and column and what was expected.</exception>
    public static JobDefinition Read(string yaml, string place) => Read(YamlText.Root(yaml, SourceOf(place)));

    internal static YamlSource SourceOf(string place) => new(place, "job", "Describe a job, beginning with job: and its name");

    internal static JobDefinition Read(YamlValue document)
    {
        var root = document.Section(Keys);
        var name = root["job"].Name(NameText.LongestJob, "nightly");
        var parameters = ParametersSection.Read(root.Optional("parameters"));
        var (schedule, scheduled) = root.Optional("schedule") is { } value ? ScheduleSection.Read(value) : (null, null);
        var triggers = TriggersSection.Read(root.Optional("triggers"), name, parameters);
        RequireValues(root, parameters, startsByItself: schedule is not null || triggers.Count > 0);
        var steps = StepsSection.Read(root["steps"], name, parameters);
        var overlap = OverlapOf(root, scheduled)
            ?? (Names(steps, TemplateNames.From) ? Overlap.Merge : Overlap.Skip);

        return new JobDefinition(
            name, root.Optional("description")?.Text() ?? "", parameters, schedule, triggers, steps, AtOnce(root, overlap))
        {
            Overlap = overlap,
            UsesInterval = Names(steps, TemplateNames.From) || Names(steps, TemplateNames.To),
        };
    }

    /// <summary>A job that starts by itself has nobody who could give values.</summary>
    private static void RequireValues(YamlSection root, IReadOnlyList<ParameterDefinition> parameters, bool startsByItself)
    {
        if (startsByItself && parameters.FirstOrDefault(parameter => parameter.Default is null) is { } open)
            throw root["parameters"].Wrong(
                $"the parameter {open.Name} has no default, and the job starts by itself",
                "Give it a default, or remove the schedule and the triggers");
    }

    private static Overlap? OverlapOf(YamlSection root, YamlValue? scheduled)
    {
        if (root.Optional(ScheduleSection.Overlap) is not { } own)
            return scheduled?.Word<Overlap>();
        return scheduled is null
            ? own.Word<Overlap>()
            : throw own.Wrong("overlap stands in the job and in its schedule", "Write it once");
    }

    private static int AtOnce(YamlSection root, Overlap overlap)
    {
        if (root.Optional("at-once") is not { } value)
            return overlap == Overlap.AllowAll ? MostAtOnce : 1;

        var most = value.Whole(1, MostAtOnce);
        return most == 1 || overlap == Overlap.AllowAll
            ? most
            : throw value.Wrong($"at-once is {most}, and the overlap is {Words.Of(overlap)}", "Write overlap: allow-all with it");
    }

    /// <summary>Whether any step names an end of the interval.</summary>
    private static bool Names(IReadOnlyList<StepDefinition> steps, string end) => steps
        .SelectMany(step => step.Arguments.Values.SelectMany(argument => argument.Values).Concat(step.ForEach?.Items ?? []))
        .SelectMany(template => template.Parts)
        .Any(part => part is NamePart { IsInterval: true } name && name.Path[1] == end);
}
