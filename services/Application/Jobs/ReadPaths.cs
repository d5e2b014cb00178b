using System.Text;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;

namespace Presage.Application.Jobs;

/// <summary>Files and folders that the steps of a job read.</summary>
internal static class ReadPaths
{
    /// <summary>What is not known before the job runs is left open: the folder above stands for it.</summary>
    public static IReadOnlyList<string> Of(
        JobDefinition definition, IReadOnlyDictionary<string, string> parameters, DateTime? from, DateTime? to)
    {
        var values = new TemplateValues(definition.Name, "", from, to) { Parameters = parameters };
        return
        [
            .. from step in definition.Steps
               where step.Kind == StepKinds.Ingest && step.Arguments.ContainsKey("paths")
               from path in step.Arguments["paths"].Values
               from filled in Fill(path, values)
               where filled.Length > 0
               select filled,
        ];
    }

    private static IReadOnlyList<string> Fill(Template path, TemplateValues values)
    {
        if (IsKnown(path.Parts, values))
            return path.FillAll(values);

        var known = new StringBuilder();
        foreach (var part in path.Parts.TakeWhile(part => IsKnown([part], values)))
            known.Append(new Template("", [part]).Fill(values));
        return [Path.GetDirectoryName(known.ToString()) ?? ""];
    }

    private static bool IsKnown(IEnumerable<TemplatePart> parts, TemplateValues values) => parts.All(part => part is not NamePart name
        || name.Path[0] == TemplateNames.Job || name.Path[0] == TemplateNames.Parameters
        || (name.IsInterval && values is { From: not null, To: not null }));
}
