using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Presage.Features;
using Presage.Hosting.Messaging;
using Presage.Ingestion;
using Presage.Monitoring;
using Presage.Scheduler;
using Presage.Scoring;
using Presage.Storage;
using Presage.Tests.Deployment.Manifests;
using Presage.Training;

namespace Presage.Tests.Deployment.Rules;

/// <summary>Every environment variable of a process of Presage is an option that exists, with a value that the option can have.</summary>
internal static class EnvironmentRule
{
    private const string Separator = "__";
    private const string Suffix = "Options";

    private static readonly string[] s_platform = ["OTEL_", "ASPNETCORE_", "DOTNET_", "PRESAGE_AWAITS_LINE"];

    /// <summary>A section may be read by several parts of a service, each with options of its own.</summary>
    private static readonly ILookup<string, Type> s_sections = new[]
        {
            typeof(StorageOptions), typeof(MessagingOptions),
            typeof(IngestionOptions), typeof(FeaturesOptions), typeof(TrainingOptions), typeof(ScoringOptions), typeof(MonitoringOptions),
            typeof(SchedulerOptions),
        }
        .SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.IsPublic && type.Name.EndsWith(Suffix, StringComparison.Ordinal))
        .ToLookup(SectionOf, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.Containers
        .Where(container => container.Image.Contains("presage/", StringComparison.Ordinal))
        .SelectMany(container => Settings.Of(manifests, container)
            .Select(setting => Mistake(setting.Key, setting.Value)).OfType<string>().Select(mistake => $"{container}: {mistake}"));

    /// <summary>What is wrong with a variable; null when nothing is, or when its value is not known.</summary>
    public static string? Mistake(string name, string? value)
    {
        if (s_platform.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            return null;

        if (name.Split(Separator) is not [var section, var option, .. var rest] || !s_sections.Contains(section))
            return $"{name} is no option";

        var properties = s_sections[section]
            .Select(type => type.GetProperty(option, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase));
        if (properties.FirstOrDefault(found => found is not null)?.PropertyType is not { } property)
            return $"{name} is no option: {section} has none of that name";

        var isList = property != typeof(string) && property.IsAssignableTo(typeof(System.Collections.IEnumerable));
        if (isList != rest is [_] || (isList && !int.TryParse(rest[0], out _)))
            return $"{name} is no option: {section}{Separator}{option} is {(isList ? "a list" : "a single value")}";

        return value is null || CanBe(isList ? property.GetGenericArguments()[0] : property, value) ? null : $"{name} cannot be '{value}'";
    }

    private static bool CanBe(Type type, string value)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, value);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            return false;
        }
    }

    private static string SectionOf(Type type) => type.GetField("Section")?.GetRawConstantValue() as string ?? type.Name[..^Suffix.Length];
}
