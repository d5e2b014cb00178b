using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Life;

/// <summary>Takes the process through its states as its host starts and stops, and says so once each.</summary>
internal sealed class LifeCycle : IHostedLifecycleService
{
    private readonly ProcessLife _life;
    private readonly ILogger<LifeCycle> _log;
    private readonly CancellationTokenRegistration _told;

    public LifeCycle(ProcessLife life, IHostApplicationLifetime host, ILogger<LifeCycle> log)
    {
        (_life, _log) = (life, log);
        _told = host.ApplicationStopping.Register(Drain);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Log.ProcessStarts(_log, _life.Service, ProcessLife.Version, ProcessLife.Worker);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (_life.State == ProcessState.Starting)
        {
            _life.GoOn(ProcessState.Ready);
            Log.ProcessIsReady(_log, _life.Service, Math.Round(_life.Age.TotalSeconds, 3));
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        Drain();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _told.Dispose();
        _life.GoOn(ProcessState.Stopped);
        Log.ProcessHasStopped(_log, _life.Service, Math.Round(_life.Age.TotalSeconds, 3));
        return Task.CompletedTask;
    }

    private void Drain()
    {
        if (_life.State >= ProcessState.Draining)
            return;

        _life.GoOn(ProcessState.Draining);
        Log.ProcessStops(_log, _life.Service);
    }
}
