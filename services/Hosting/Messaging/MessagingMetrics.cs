using System.Diagnostics;
using System.Diagnostics.Metrics;
using MassTransit;
using Presage.Engine;
using Presage.Hosting.Observability;

namespace Presage.Hosting.Messaging;

/// <summary>
/// Messages sent and worked on, under the names of OpenTelemetry's semantic conventions for messaging, so that dashboards made for any
/// broker show them. See https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/.
/// </summary>
public sealed class MessagingMetrics : IReceiveObserver, IPublishObserver, ISendObserver
{
    private readonly Counter<long> _sent;
    private readonly Counter<long> _consumed;
    private readonly Histogram<double> _process;
    private readonly string _system;

    public MessagingMetrics(IMeterFactory factory, Messaging.MessagingOptions options)
    {
        var meter = factory.Create(PresageMetrics.MeterName);
        _sent = meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages that were sent.");
        _consumed = meter.CreateCounter<long>(
            "messaging.client.consumed.messages", "{message}", "Messages that were delivered to this process.");
        _process = meter.CreateHistogram<double>(
            "messaging.process.duration", "s", "Time to work on a message.", advice: PresageMetrics.Durations);
        _system = options.Transport == Messaging.MessagingOptions.RabbitMq ? "rabbitmq" : "in_memory";
    }

    public Task PreReceive(ReceiveContext context)
    {
        _consumed.Add(1, TagsOf(context.Queue(), "receive"));
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Processed(context, duration, null);

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Processed(context, duration, exception);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Sent<T>(null);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Sent<T>(exception);

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    /// <summary>A publish is a send to the exchange of its message as well, and is counted as what it is.</summary>
    public Task PostSend<T>(SendContext<T> context)
        where T : class => context is PublishContext ? Task.CompletedTask : Sent<T>(null);

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => context is PublishContext ? Task.CompletedTask : Sent<T>(exception);

    private Task Sent<T>(Exception? exception)
    {
        var tags = TagsOf(typeof(T).Name, "send");
        AddError(ref tags, exception);
        _sent.Add(1, tags);
        return Task.CompletedTask;
    }

    private Task Processed<T>(ConsumeContext<T> context, TimeSpan duration, Exception? exception)
        where T : class
    {
        var tags = TagsOf(context.ReceiveContext.Queue(), "process");
        AddError(ref tags, exception);
        _process.Record(duration.TotalSeconds, tags);
        return Task.CompletedTask;
    }

    private TagList TagsOf(string destination, string operation) => new()
    {
        { "messaging.system", _system },
        { "messaging.destination.name", destination },
        { "messaging.operation.name", operation },
    };

    private static void AddError(ref TagList tags, Exception? exception)
    {
        if (exception is not null)
            tags.Add("error.type", exception is PresageException known ? known.Code : exception.GetType().FullName);
    }
}
