using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Errors;
using Presage.Hosting.Life;

namespace Presage.Hosting.Observability;

/// <summary>One entry of a log as one line.</summary>
/// <param name="Fields">Of the entry and of the scopes around it, those of the entry last.</param>
internal sealed record LogLine(
    DateTimeOffset Time, LogLevel Level, string Category, string Message, IReadOnlyList<LogField> Fields, Exception? Exception)
{
    /// <summary>What every line has; a field of the same name gets an underscore.</summary>
    private static readonly HashSet<string> Own = ["time", "level", "category", "message", "error", "stack"];

    private string Word => Level == LogLevel.Information ? "info" : Level.ToString().ToLowerInvariant();

    private string Instant => Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public string Write(LogSettings settings)
    {
        var line = settings.Format == LogSettings.Json ? Json(settings) : Text(settings);
        return settings.IsForJournal ? SystemdJournal.PriorityOf(Level) + line : line;
    }

    /// <summary>What an exception says: what lies at the bottom of it, unless something above knows what to say.</summary>
    private static string SentenceOf(Exception exception) => exception switch
    {
        not Engine.PresageException when exception.InnerException is { } inner => SentenceOf(inner),
        _ => Failure.Of(exception).Message,
    };

    private string Text(LogSettings settings)
    {
        var from = Category.StartsWith(nameof(Presage), StringComparison.Ordinal) ? "" : $"{Category}: ";
        var why = Exception is null ? "" : $": {SentenceOf(Exception)}";
        var about = string.Join(' ', Fields.Where(IsUnsaid).Select(field => $"{field.Name}={field.Value}"));
        var line = $"{Instant} {Word,-8} {settings.Service} {from}{(why.Length > 0 ? Message.TrimEnd('.') : Message)}{why}"
            + (about.Length > 0 ? $" [{about}]" : "");
        return Printable(line) + (settings.HasStacks && Exception is not null ? $"{Environment.NewLine}{Exception}" : "");
    }

    /// <summary>Whether a field of a scope says something that the entry does not.</summary>
    private bool IsUnsaid(LogField field) => field.IsOfScope && !Fields.Any(other => !other.IsOfScope && other.Name == field.Name);

    private string Json(LogSettings settings)
    {
        var line = new Dictionary<string, object?>
        {
            ["time"] = Instant,
            ["level"] = Word,
            ["service"] = settings.Service,
            ["worker"] = ProcessLife.Worker,
            ["category"] = Category,
            ["message"] = Message,
        };
        foreach (var field in Fields)
            line[Own.Contains(field.Name) ? $"{field.Name}_" : field.Name] = ValueOf(field.Value);

        if (Exception is not null)
            line["error"] = SentenceOf(Exception);
        if (settings.HasStacks && Exception is not null)
            line["stack"] = Exception.ToString();

        return JsonSerializer.Serialize(line, Hosting.Json.Options);
    }

    private static object? ValueOf(object? value) => value switch
    {
        null or bool or int or long or double or decimal or uint or short or byte => value is double number && !double.IsFinite(number)
            ? number.ToString(CultureInfo.InvariantCulture) : value,
        DateTime time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Names of files and texts of records may hold what ends a line or what a terminal obeys.</summary>
    private static string Printable(string line) => line.Any(char.IsControl)
        ? string.Concat(line.ReplaceLineEndings(" ").Select(character => char.IsControl(character) ? '\uFFFD' : character))
        : line;
}

internal readonly record struct LogField(string Name, object? Value, bool IsOfScope);
