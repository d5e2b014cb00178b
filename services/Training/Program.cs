using Presage.Hosting;
using Presage.Training;

await ServiceProgram.RunAsync(args, bus => bus.AddTrainingConsumers(), builder => builder.AddTraining());
