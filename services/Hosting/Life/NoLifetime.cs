using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Life;

/// <summary>
/// Leaves signals to <see cref="StopSignals"/>, which hears them before there is a host, and tells the first from the second.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
