using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Health;
using Presage.Hosting.Messaging;
using Presage.Storage;

if (await HealthProbe.HasAnsweredAsync(args))
    return;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddStorage(builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions());
builder.AddServiceDefaults();
builder.AddMessaging(bus => bus.AddFeaturesConsumers());
builder.AddFeatures();

var app = builder.Build();
app.MapHealth();
await app.RunUntilStoppedAsync();
