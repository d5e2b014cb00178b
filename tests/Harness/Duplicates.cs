using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Presage.Tests.Harness;

/// <summary>Publishes every message of the services a second time, under the same id.</summary>
public sealed class Duplicates(IServiceProvider services) : IPublishObserver
{
    private readonly ConcurrentDictionary<Guid, bool> _doubled = new();

    public static void Add(IServiceCollection services) => services.AddSingleton<IPublishObserver>(provider => new Duplicates(provider));

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => _doubled.TryAdd(context.MessageId!.Value, true)
            ? services.GetRequiredService<IBus>().Publish(context.Message, copy => copy.MessageId = context.MessageId)
            : Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
