using Presage.Hosting;
using Presage.Scheduler;

await ServiceProgram.RunAsync(args, bus => bus.AddSchedulerConsumers(), builder => builder.AddScheduler());
