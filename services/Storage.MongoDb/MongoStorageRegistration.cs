using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

public static class MongoStorageRegistration
{
    public static IServiceCollection AddMongoStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton<IMongoClient>(_ => new MongoClient(options.Uri))
        .AddSingleton(provider => provider.GetRequiredService<IMongoClient>().GetDatabase(options.Database));
}
