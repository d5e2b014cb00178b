using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;

namespace Presage.Jobs.Reading;

/// <summary>What a template can name where it stands.</summary>
/// <param name="Owner">What it belongs to, for messages, such as <c>the step score</c>.</param>
internal sealed record TemplateScope(string Job, string Owner, IReadOnlyList<ParameterDefinition> Parameters)
{
    public bool HasRun { get; init; }

    /// <summary>Null where there is no item; empty where items are not known yet.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Those that it can name: steps that come before, by name.</summary>
    public IReadOnlyDictionary<string, NamedStep> Steps { get; init; } = new Dictionary<string, NamedStep>();

    /// <summary>Names of all steps of the job.</summary>
    public IReadOnlyList<string> AllSteps { get; init; } = [];

    public IEnumerable<string> Names
    {
        get
        {
            var parameters = Parameters.Select(parameter => $"{TemplateNames.Parameters}.{parameter.Name}");
            if (!HasRun)
                return parameters;

            var outputs = Steps.Where(step => !step.Value.IsForEach).SelectMany(step => StepKinds.OutputsOf(step.Value.Kind)
                .Select(output => $"{TemplateNames.Steps}.{step.Key}.{output}"));
            string[] own =
            [
                $"{TemplateNames.Interval}.{TemplateNames.From}", $"{TemplateNames.Interval}.{TemplateNames.To}",
                TemplateNames.Job, TemplateNames.Run,
            ];
            return [.. own, .. Items is null ? [] : new[] { TemplateNames.Item }, .. parameters, .. outputs];
        }
    }

    public ParameterDefinition? Parameter(IReadOnlyList<string> path) => path is [TemplateNames.Parameters, var name]
        ? Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : null;
}

internal sealed record NamedStep(string Kind, bool IsForEach);
