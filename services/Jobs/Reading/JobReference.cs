using System.Text;
using Presage.Jobs.Definitions;
using Presage.Scenarios.Keys;

namespace Presage.Jobs.Reading;

/// <summary>The reference of the files of jobs and calendars, made from what their readers take.</summary>
public static class JobReference
{
    // Nothing that comes later in the example names what it leaves behind, so that it can be done for each of a list.
    private const string FullStep = StepKinds.Evaluate;

    /// <summary>Tables of all keys in Markdown, and examples that have every key.</summary>
    public static string Markdown
    {
        get
        {
            var text = new StringBuilder();
            KeyReference.Table(text, "A job", "", JobReader.Keys);
            KeyReference.Table(text, "`parameters`", "parameters.NAME", ParametersSection.Keys);
            KeyReference.Table(text, "`schedule`", "schedule", ScheduleSection.Keys);
            KeyReference.Table(text, "`triggers`", "triggers[]", TriggersSection.Keys);
            KeyReference.Table(text, "Every step", "steps.NAME", StepsSection.CommonKeys);
            foreach (var kind in StepKinds.All)
            {
                KeyReference.Table(text, $"A step that does `{kind}`", kind, StepArguments.KeysOf(kind));
                var outputs = StepKinds.OutputsOf(kind).Select(output => $"`{output}`");
                text.Append($"\nLater steps can name its {string.Join(", ", outputs)}.\n");
            }

            KeyReference.Table(text, "A calendar", "", CalendarReader.Keys);
            KeyReference.Table(text, "`days`", "days[]", CalendarReader.Keys[^1].Keys);
            return text.Append($"\n## An example with every key\n\n```yaml\n{Example}```\n").ToString();
        }
    }

    /// <summary>A file with a job and a calendar that have every key but those that others take the place of; it can be read.</summary>
    public static string Example
    {
        get
        {
            var text = new StringBuilder();
            KeyReference.Write(text, Plain("job", "description"), "", "");
            text.Append("parameters:\n  dataset: plant\n  results: fleet\n");
            KeyReference.Write(text, JobReader.Keys.First(key => key.Name == "parameters").Keys, "  ", "  ");
            KeyReference.Write(text, Plain("schedule"), "", "");
            text.Append("triggers:\n");
            foreach (var trigger in TriggersSection.Keys)
                KeyReference.Write(text, [trigger], "  - ", "    ");
            text.Append("steps:\n");
            foreach (var (i, kind) in StepKinds.All.Index())
                Step(text, kind, i == 0 ? null : StepKinds.All[i - 1]);
            text.Append("---\n");
            KeyReference.Write(text, CalendarReader.Keys, "", "");
            return text.ToString();
        }
    }

    private static IReadOnlyList<YamlKey> Plain(params string[] names) => [.. JobReader.Keys.Where(key => names.Contains(key.Name))];

    /// <summary>A step that has the name of what it does.</summary>
    private static void Step(StringBuilder text, string kind, string? before)
    {
        text.Append($"  {kind}:\n    {kind}:\n");
        KeyReference.Write(text, StepArguments.KeysOf(kind), "      ", "      ");
        if (kind == FullStep)
            KeyReference.Write(text, StepsSection.CommonKeys, "    ", "    ");
        else if (before is not null)
            text.Append($"    needs: [{before}]\n");
    }
}
