using Presage.Hosting;
using Presage.Ingestion;

await ServiceProgram.RunAsync(args, bus => bus.AddIngestionConsumers(), builder => builder.AddIngestion());
