using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Runs;
using Presage.Monitoring;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// What waits for a connection that is gone is told that it was cancelled, by libraries of brokers and of stores. Nobody has cancelled it.
/// </summary>
[Collection(nameof(Processes))]
public sealed class CancelledCallTests(Plant plant, Brokers brokers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_goes_on_after_a_call_that_nobody_here_has_cancelled()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var workspace = await plant.CopyAsync();
        using var process = Monitoring(host.Address, workspace.Data);
        await process.StartAsync(Cancellation);
        var runs = process.Services.GetRequiredService<IRuns>();

        await Requests.PublishAsync(host.Address, new StartEvaluation("evaluate", "march"));

        await Eventually.TrueAsync(
            async () => await runs.FindAsync("evaluate", Cancellation) is { State: not RunState.Running }, Patience, "the run ends");
        (await runs.FindAsync("evaluate", Cancellation))!.State.ShouldBe(RunState.Succeeded);
        ((CancelledOnce)runs).HasCancelled.ShouldBeTrue();
        await process.StopAsync(Cancellation);
    }

    private static IHost Monitoring(Uri broker, string data)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = "rabbitmq",
            ["Messaging:Host"] = broker.ToString(),
            ["Messaging:Delays"] = "00:00:01",
        });
        builder.Services.AddSqliteStorage(data);
        builder.AddServiceDefaults();
        builder.AddMessaging(bus => bus.AddMonitoringConsumers());
        builder.AddMonitoring();
        var runs = builder.Services.Single(service => service.ServiceType == typeof(IRuns));
        builder.Services.Remove(runs);
        builder.Services.AddSingleton(services => CancelledOnce.Of(
            (IRuns)ActivatorUtilities.CreateInstance(services, runs.ImplementationType!)));
        return builder.Build();
    }

    /// <summary>
    /// Says once that a question was cancelled which is asked before a consumer gets its message; what consumers ask the bus itself takes
    /// for something else.
    /// </summary>
    public class CancelledOnce : DispatchProxy
    {
        private IRuns? _runs;
        private int _cancelled;

        public bool HasCancelled => _cancelled > 0;

        public static IRuns Of(IRuns runs)
        {
            var proxy = Create<IRuns, CancelledOnce>();
            ((CancelledOnce)proxy)._runs = runs;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IRuns.FindAsync) && IsAskedByFilter() && Interlocked.Increment(ref _cancelled) == 1
                ? throw new TaskCanceledException("The connection is gone.") : targetMethod.Invoke(_runs, args);

        private static bool IsAskedByFilter() => new StackTrace().GetFrames().Any(
            frame => frame.GetMethod()?.DeclaringType?.FullName?.Contains(nameof(RunDataSets), StringComparison.Ordinal) == true);
    }
}
