using Presage.Jobs.Templates;

namespace Presage.Jobs.Reading;

/// <summary>What templates are filled with to see whether they can be used at all.</summary>
internal static class Samples
{
    private static readonly DateTime s_from = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_to = new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Values for all that a template names; none when it names something of which no value is known yet.</summary>
    public static IReadOnlyList<TemplateValues> Of(TemplateScope scope, Template template)
    {
        var places = template.Parts.OfType<NamePart>().ToList();
        var isUnknown = places.Any(
            place => place.Path[0] == TemplateNames.Steps || scope.Parameter(place.Path) is { Default: null });
        if (isUnknown)
            return [];

        var values = new TemplateValues(scope.Job, $"{scope.Job}-20260102T000000Z", s_from, s_to)
        {
            Parameters = scope.Parameters.Where(parameter => parameter.Default is not null)
                .ToDictionary(parameter => parameter.Name, parameter => parameter.Default!),
        };
        return places.Any(place => place.Path is [TemplateNames.Item])
            ? [.. (scope.Items ?? []).Select(item => values with { Item = item })]
            : [values];
    }
}
