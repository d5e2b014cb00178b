using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Storage;

namespace Presage.Hosting.Stores;

/// <summary>
/// Says where the embedded store is when its directory is relative, since processes that are started in several directories then have a
/// store each.
/// </summary>
internal sealed class RelativeDirectory(StorageOptions options, ILogger<RelativeDirectory> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Provider == StorageOptions.Sqlite && !Path.IsPathFullyQualified(options.Directory))
            Log.DirectoryIsRelative(log, options.Directory, Path.GetFullPath(options.Directory));

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
