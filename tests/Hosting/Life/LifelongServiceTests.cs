using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;

namespace Presage.Tests.Hosting.Life;

public sealed class LifelongServiceTests
{
    [Fact]
    public async Task What_fails_once_the_process_was_told_to_stop_is_no_crash()
    {
        using var log = new Said();
        using var host = Build(log);
        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.StopAsync(TestContext.Current.CancellationToken);

        log.Lines.ShouldNotContain(line => line.Contains("unhandled exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_before_ends_the_process_and_says_why()
    {
        using var log = new Said();
        using var host = Build(log);
        await host.StartAsync(TestContext.Current.CancellationToken);

        host.Services.GetRequiredService<Failing>().Fail();
        await host.WaitForShutdownAsync(TestContext.Current.CancellationToken);

        log.Lines.ShouldContain(line => line.Contains("unhandled exception", StringComparison.Ordinal));
    }

    private static IHost Build(Said log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<Failing>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Failing>());
        return builder.Build();
    }

    private sealed class Failing(IHostApplicationLifetime lifetime) : LifelongService(lifetime)
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fail() => _told.SetResult();

        protected override async Task LiveAsync(CancellationToken stopping)
        {
            await _told.Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("There is no room left on the disk.");
        }
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
