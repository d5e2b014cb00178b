using Microsoft.Extensions.Hosting;

namespace Presage.Cli.Composition;

/// <summary>Leaves signals to the command line, which tells the first from the second.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
