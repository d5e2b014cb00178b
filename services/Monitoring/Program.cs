using Presage.Hosting;
using Presage.Monitoring;

await ServiceProgram.RunAsync(args, bus => bus.AddMonitoringConsumers(), builder => builder.AddMonitoring());
