using System.Reflection;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Presage.Application.Jobs;
using Presage.Application.Runs;
using Presage.Hosting.Models;
using Presage.Hosting.Observability;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Scheduler;
using Presage.Scheduler.Leading;
using Presage.Scheduler.Ticking;
using Presage.Scheduler.Triggers;
using Presage.Scheduler.Works;
using Presage.Storage;

namespace Presage.Tests.Scheduler.Year;

/// <summary>A process was killed; nothing that it does from then on has any effect.</summary>
internal sealed class KilledException() : Exception("The process was killed.");

/// <summary>The scheduler of one process, with everything that it calls, over ports that may fail.</summary>
internal sealed class Replica : IDisposable
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(15);

    private readonly ServiceProvider _services;
    private readonly ILeases _leases;
    private readonly string _name;

    /// <param name="hook">Called before and after each call of a port.</param>
    public Replica(string name, Ports ports, IRunRequests requests, TimeProvider clock, Func<Replica, MethodInfo, bool, Task> hook)
    {
        _name = name;
        _leases = Port(ports.Leases);
        var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton(clock)
            .AddSingleton(Port(ports.Jobs)).AddSingleton(Port(ports.JobRuns)).AddSingleton(_leases).AddSingleton(Port(ports.Calendars))
            .AddSingleton(Port(ports.Runs)).AddSingleton(Port(requests))
            .AddSingleton(Scripted.Of<IBackfills>(new Dictionary<string, Func<object?[], object?>>
            {
                [nameof(IBackfills.ActiveAsync)] = _ => Task.FromResult<IReadOnlyList<Backfill>>([]),
            }))
            .AddSingleton(Scripted.Of<IBus>(new Dictionary<string, Func<object?[], object?>>
            {
                ["Publish"] = _ => Task.CompletedTask,
            }))
            .AddSingleton(Scripted.Of<IModels>(new Dictionary<string, Func<object?[], object?>>()))
            .AddSingleton(Scripted.Of<IStoreClock>(new Dictionary<string, Func<object?[], object?>> { ["get_IsOfServer"] = _ => false }))
            .AddSingleton(new SchedulerOptions())
            .AddSingleton<StoreTime>().AddSingleton<PresageMetrics>().AddSingleton<ModelCatalog>()
            .AddSingleton<Bell>().AddSingleton<JobCatalog>().AddSingleton<JobRunChanges>()
            .AddSingleton<JobRunTouch>().AddSingleton<JobSteps>().AddSingleton<WorkReader>().AddSingleton<StepStarter>()
            .AddSingleton(Scripted.Of<IFeatureSets>(new Dictionary<string, Func<object?[], object?>>
            {
                [nameof(IFeatureSets.DeleteAsync)] = _ => Task.CompletedTask,
            }))
            .AddSingleton<RunNews>().AddSingleton<FeatureSetRelease>().AddSingleton<RunClock>().AddSingleton<RunCancel>()
            .AddSingleton<StepCancel>()
            .AddSingleton<TriggerPulls>().AddSingleton<Troubles>().AddSingleton<PromotionWatch>().AddSingleton<JobViews>()
            .AddSingleton<JobLooks>().AddSingleton<BackfillLooks>().AddSingleton<JobRunEnds>().AddSingleton<RunLooks>();
        _services = services.BuildServiceProvider();

        T Port<T>(T port)
            where T : class => Disturbed.Of(port, (method, isDone) => hook(this, method, isDone));
    }

    /// <summary>Set once it is killed.</summary>
    public bool IsDead { get; set; }

    /// <summary>Takes or extends the lease, and looks after jobs if it has it.</summary>
    public async Task LookAsync()
    {
        if (await _leases.TakeAsync("scheduler", _name, s_lease, default) is not { } lease)
            return;

        var term = new Term(lease, default);
        await _services.GetRequiredService<JobLooks>().LookAsync(term, default);
        await _services.GetRequiredService<RunLooks>().LookAsync(term, default);
    }

    public Task TouchAsync(string run) => _services.GetRequiredService<JobRunTouch>().TouchAsync(run, default);

    public Task PullAsync(TriggerPull pull) => _services.GetRequiredService<TriggerPulls>().PullAsync(pull, default);

    public void Dispose() => _services.Dispose();
}
