using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Observability;

namespace Presage.Hosting.Messaging;

/// <summary>Publishes what a person asks for, who wants to know at once when nobody will get it.</summary>
public static class Requests
{
    /// <exception cref="PresageException"><c>no-queue</c>, <c>broker-unreachable</c>.</exception>
    public static async Task PublishRequestAsync<T>(this IBus bus, T request, CancellationToken cancellation)
        where T : class, IRunMessage
    {
        using var activity = request.RunId is { } run ? RunTrace.Start(typeof(T).Name, run) : null;
        try
        {
            await PublishTimeout.LimitAsync(token => bus.Publish(request, token), cancellation);
        }
        catch (MessageReturnedException exception)
        {
            throw new PresageException(
                ErrorKind.NotFound, "no-queue", $"The broker has no queue for {typeof(T).Name}, so nobody would ever get it.", "Create all queues with: presage topology deploy.", exception);
        }
        catch (TimeoutException exception)
        {
            throw new PresageException(ErrorKind.Unavailable, "broker-unreachable", exception.Message, "Look whether the broker runs, and give the command again.", exception);
        }
    }
}
