using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Presage.Application;
using Presage.Hosting.Health;
using Presage.Hosting.Settings;
using Presage.Hosting.Workers;
using Presage.Reporting;
using Presage.Scheduler.Leading;
using Presage.Scheduler.Steps;
using Presage.Scheduler.Ticking;
using Presage.Scheduler.Triggers;
using Presage.Scheduler.Works;

namespace Presage.Scheduler;

/// <summary>Keeps the ledger of jobs' occurrences, starts job runs, and advances their steps.</summary>
public static class SchedulerService
{
    public static void AddScheduler(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<SchedulerOptions>(SchedulerOptions.Section).Validated();
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(builder.Configuration.Read<JobOptions>(JobOptions.Section).Validated());
        services.AddSingleton(builder.Configuration.Read<LiveJobOptions>(LiveJobOptions.Section).Validated());
        services.AddApplication();
        services.AddReporting();
        services.TryAddSingleton<WorkerIdentity>();
        services.AddSingleton<Bell>();
        services.AddSingleton<JobRunChanges>();
        services.AddSingleton<EndedRuns>();
        services.AddWorks();
        services.AddSteps();
        services.AddSingleton<TriggerPulls>();
        services.AddSingleton<LiveJobs>();
        if (options.Enabled)
            builder.AddLooks();
    }

    private static void AddWorks(this IServiceCollection services)
    {
        services.AddSingleton<JobRunTouch>();
        services.AddSingleton<JobSteps>();
        services.AddSingleton<WorkReader>();
        services.AddSingleton<StepStarter>();
        services.AddSingleton<StepCancel>();
    }

    private static void AddSteps(this IServiceCollection services)
    {
        services.AddSingleton<OutputFolder>();
        services.AddSingleton<IDeed, ReportDeed>();
        services.AddSingleton<IDeed, ExportDeed>();
        services.AddSingleton<IDeed, PromoteDeed>();
        services.AddSingleton<IDeed, NotifyDeed>();
    }

    private static void AddLooks(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Leadership>();
        services.AddSingleton<Troubles>();
        services.AddSingleton<PromotionWatch>();
        services.AddSingleton<JobViews>();
        services.AddSingleton<JobLooks>();
        services.AddSingleton<BackfillLooks>();
        services.AddSingleton<JobRunEnds>();
        services.AddSingleton<RunLooks>();
        services.AddHostedService<SchedulerLoop>();
        services.AddHealthChecks().AddPrompt<LeaderHealth>("scheduler");
    }

    public static void AddSchedulerConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RunEndedConsumer>();
        bus.AddConsumer<DoStepConsumer, DoStepConsumer.Definition>();
        bus.AddConsumer<NewDataTriggerConsumer>();
        bus.AddConsumer<GridPointTriggerConsumer>();
        bus.AddConsumer<JobEndedTriggerConsumer>();
        bus.AddConsumer<StartJobConsumer, StartJobConsumer.Definition>();
    }
}
