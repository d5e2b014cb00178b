using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Hosting.Settings;
using Presage.Ingestion.Streaming;

namespace Presage.Ingestion.LiveScoring;

/// <summary>Tells what readings complete that come as messages. Follows them as anything else could; nothing knows of it.</summary>
internal static class LiveScoringService
{
    /// <exception cref="Engine.PresageException">An option is out of range.</exception>
    public static void AddLiveScoring(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<LiveScoringOptions>(LiveScoringOptions.Section);
        builder.Services.AddSingleton(options.Validated());
        builder.Services.AddSingleton<SchedulerWatch>();
        builder.Services.AddSingleton<IReadingFollower, GridPointNews>();
    }
}
