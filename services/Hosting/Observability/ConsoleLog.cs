using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Presage.Hosting.Observability;

/// <summary>How a process writes its log: fields for machines, lines for people; both say which run, data set and trace it is.</summary>
internal static class ConsoleLog
{
    private const string Options = "Logging:Console:FormatterOptions";

    private static readonly Dictionary<string, string?> Fields = new()
    {
        ["Logging:Console:FormatterName"] = "json",
        [$"{Options}:IncludeScopes"] = "true",
        [$"{Options}:UseUtcTimestamp"] = "true",
        [$"{Options}:TimestampFormat"] = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
    };

    private static readonly Dictionary<string, string?> Lines = new()
    {
        ["Logging:Console:FormatterName"] = "simple",
        [$"{Options}:IncludeScopes"] = "true",
        [$"{Options}:UseUtcTimestamp"] = "true",
        [$"{Options}:TimestampFormat"] = "HH:mm:ss ",
        [$"{Options}:SingleLine"] = "true",
    };

    /// <summary>What is configured under the standard names, such as <c>Logging__Console__FormatterName</c>, wins.</summary>
    /// <param name="isTerminal">Whether a person reads along.</param>
    public static void AddConsoleLogDefaults(this IConfigurationBuilder configuration, bool isTerminal) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = isTerminal ? Lines : Fields });
}
