using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Observability;

namespace Presage.Cli.Composition;

/// <summary>What a command logs to standard error.</summary>
/// <param name="IsQuiet">
/// Whether nobody has asked for it: the command says itself, or the ledger, what there is to say, so that only warnings of others are left.
/// </param>
internal sealed record CommandLog(LogSettings Settings, bool IsQuiet)
{
    /// <summary>What the command says itself, or the ledger.</summary>
    private static readonly string[] Said =
    [
        "MassTransit", "Microsoft.Extensions.Hosting", "Presage.Hosting.Runs", "Presage.Hosting.Endpoints", "Presage.Hosting.Faults",
        "Presage.Hosting.Life", "Presage.Ingestion", "Presage.Scheduler",
    ];

    /// <param name="level">As the command line says; null where it does not, and so the format.</param>
    /// <exception cref="Engine.PresageException"><c>invalid-options</c>: what the environment says instead is wrong.</exception>
    public static CommandLog Of(string? level, string? format, bool isVerbose)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        level ??= isVerbose ? null : environment[$"{LogSettings.Section}:{nameof(LogSettings.Level)}"];
        format ??= environment[$"{LogSettings.Section}:{nameof(LogSettings.Format)}"];
        var settings = LogSettings.Of(level, format);
        return level is null && !isVerbose ? new CommandLog(settings with { Level = LogLevel.Warning }, IsQuiet: true)
            : new CommandLog(settings, IsQuiet: false);
    }

    /// <summary>That of a command which stays until it is stopped, as a service does.</summary>
    public CommandLog OfService() => IsQuiet ? new CommandLog(Settings with { Level = LogLevel.Information }, false) : this;

    public void AddTo(IHostApplicationBuilder builder)
    {
        builder.AddConsoleLog(Settings, toError: true);
        foreach (var category in IsQuiet ? Said : [])
            builder.Logging.AddFilter(category, LogLevel.None);
    }
}
