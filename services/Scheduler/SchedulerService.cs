using MassTransit;
using Microsoft.Extensions.Hosting;

namespace Presage.Scheduler;

/// <summary>Keeps the ledger of jobs' occurrences, starts job runs, and advances their steps.</summary>
public static class SchedulerService
{
    public static void AddScheduler(this IHostApplicationBuilder builder)
    {
    }

    public static void AddSchedulerConsumers(this IBusRegistrationConfigurator bus)
    {
    }
}
