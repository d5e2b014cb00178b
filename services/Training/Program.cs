using Microsoft.AspNetCore.Builder;
using Presage.Hosting;
using Presage.Hosting.Health;
using Presage.Hosting.Messaging;
using Presage.Hosting.Stores;
using Presage.Training;

if (await HealthProbe.HasAnsweredAsync(args))
    return;

var builder = WebApplication.CreateBuilder(args);
builder.AddStorage();
builder.AddServiceDefaults();
builder.AddMessaging(bus => bus.AddTrainingConsumers());
builder.AddTraining();

var app = builder.Build();
app.MapHealth();
await app.RunUntilStoppedAsync();
