using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Observability;

/// <summary>How a process writes its log. Section <c>Logging</c>; the command line wins.</summary>
public sealed record LogSettings
{
    public const string Section = "Logging";

    public const string Text = "text";
    public const string Json = "json";

    private const string LevelOption = "log-level";
    private const string FormatOption = "log-format";

    private static readonly Dictionary<string, LogLevel> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = LogLevel.Trace,
        ["debug"] = LogLevel.Debug,
        ["information"] = LogLevel.Information,
        ["info"] = LogLevel.Information,
        ["warning"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
        ["critical"] = LogLevel.Critical,
        ["none"] = LogLevel.None,
    };

    public static IReadOnlyCollection<string> Levels { get; } = [.. ByName.Keys.Where(name => name != "info")];

    public static IReadOnlyCollection<string> Formats { get; } = [Text, Json];

    /// <summary>What is less grave is not written; stacks of exceptions are from <c>debug</c> on.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>Lines of text for people, or objects of JSON for machines, as in containers unless something else is said.</summary>
    public string Format { get; init; } = IsInContainer ? Json : Text;

    /// <summary>The service whose lines they are, where several come together.</summary>
    public string Service { get; init; } = "presage";

    /// <summary>Whether lines begin with their priority, for systemd's journal.</summary>
    public bool IsForJournal { get; init; } = SystemdJournal.IsRead;

    public bool HasStacks => Level <= LogLevel.Debug;

    private static bool IsInContainer => Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1";

    /// <summary>The settings as they are configured.</summary>
    /// <exception cref="Engine.PresageException"><c>invalid-options</c>.</exception>
    public static LogSettings Of(IConfiguration configuration) => Of(
        configuration[LevelOption] ?? configuration[$"{Section}:{nameof(Level)}"],
        configuration[FormatOption] ?? configuration[$"{Section}:{nameof(Format)}"]);

    /// <param name="level">Null for the usual one, and so the format.</param>
    /// <exception cref="Engine.PresageException"><c>invalid-options</c>.</exception>
    public static LogSettings Of(string? level, string? format)
    {
        var settings = new LogSettings();
        OptionRule.Require(level is null || ByName.ContainsKey(level), Section, nameof(Level), $"one of {string.Join(", ", Levels)}");
        OptionRule.Require(
            format is null || Formats.Contains(format, StringComparer.OrdinalIgnoreCase), Section, nameof(Format), $"{Text} or {Json}");
        return settings with
        {
            Level = level is null ? settings.Level : ByName[level],
            Format = format?.ToLowerInvariant() ?? settings.Format,
        };
    }

    /// <summary>The line that says why the process ends before it could log, or when nothing logs any more.</summary>
    public string Critical(string sentence, Exception exception) => new LogLine(
        TimeProvider.System.GetUtcNow(), LogLevel.Critical, nameof(Presage), sentence, [], HasStacks ? exception : null).Write(this);
}
