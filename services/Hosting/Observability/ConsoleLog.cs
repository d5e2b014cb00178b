using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Presage.Hosting.Life;

namespace Presage.Hosting.Observability;

/// <summary>How a process writes its log: a line an entry, with run, data set and trace where there are any.</summary>
public static class ConsoleLog
{
    /// <summary>
    /// Writes the log to the console. What is configured under the standard names, such as <c>Logging__LogLevel__MassTransit</c> or
    /// <c>Logging__Console__FormatterName</c>, wins.
    /// </summary>
    /// <param name="toError">Whether to standard error.</param>
    public static LogSettings AddConsoleLog(this IHostApplicationBuilder builder, LogSettings settings, bool toError = false)
    {
        var named = settings with { Service = ProcessLife.ServiceOf(builder.Environment.ApplicationName) };
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LevelsOf(named.Level) });
        var standard = builder.Configuration.GetSection(LogSettings.Section);
        builder.Logging.ClearProviders().AddConfiguration(standard).AddConsole();

        // Which span something is logged in says nothing without a collector, which learns it by itself.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(named);
        builder.Services.AddSingleton<ConsoleFormatter, LineFormatter>();
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.FormatterName = standard["Console:FormatterName"] ?? LineFormatter.FormatterName;
            if (toError)
                console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        return named;
    }

    /// <summary>
    /// Libraries say little that is of use to whoever runs the process, unless somebody looks for a fault; why checks of the health fail is
    /// said once, and why a process did not start in one sentence.
    /// </summary>
    private static Dictionary<string, string?> LevelsOf(LogLevel level)
    {
        // What it says of its broker it says at each try; Presage says it once.
        var bus = level <= LogLevel.Debug ? level : LogLevel.None;
        return new()
        {
            ["Logging:LogLevel:Default"] = $"{level}",
            ["Logging:LogLevel:MassTransit"] = $"{bus}",
            ["Logging:LogLevel:Microsoft"] = $"{Later(LogLevel.Warning)}",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = $"{Later(LogLevel.Information)}",
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = $"{Later(LogLevel.Critical)}",
            ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = $"{LogLevel.None}",
        };

        LogLevel Later(LogLevel least) => level > least ? level : least;
    }
}
