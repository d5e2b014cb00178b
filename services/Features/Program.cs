using Presage.Features;
using Presage.Hosting;

await ServiceProgram.RunAsync(args, bus => bus.AddFeaturesConsumers(), builder => builder.AddFeatures());
