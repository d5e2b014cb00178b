using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Presage.Hosting.Observability;

/// <summary>Writes the entries of a log to the console, a line each.</summary>
internal sealed class LineFormatter(LogSettings settings, TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "presage";

    private const string Template = "{OriginalFormat}";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (string.IsNullOrEmpty(message) && logEntry.Exception is null)
            return;

        var fields = new List<LogField>();
        scopeProvider?.ForEachScope((scope, into) => Add(into, scope, isOfScope: true), fields);
        Add(fields, logEntry.State, isOfScope: false);
        var line = new LogLine(clock.GetUtcNow(), logEntry.LogLevel, logEntry.Category, message ?? "", fields, logEntry.Exception);
        textWriter.WriteLine(line.Write(settings));
    }

    private static void Add(List<LogField> fields, object? state, bool isOfScope)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> named)
            return;

        foreach (var (name, value) in named)
            if (name != Template)
                fields.Add(new LogField(JsonNamingPolicy.CamelCase.ConvertName(name), value, isOfScope));
    }
}
