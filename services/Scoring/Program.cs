using Presage.Hosting;
using Presage.Scoring;

await ServiceProgram.RunAsync(args, bus => bus.AddScoringConsumers(), builder => builder.AddScoring());
