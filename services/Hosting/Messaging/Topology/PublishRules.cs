using MassTransit;
using Presage.Contracts;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>Exchanges of messages, and which of them must reach a queue.</summary>
internal static class PublishRules
{
    /// <summary>Events that there may be nobody for: whoever wants them binds a queue to their exchange.</summary>
    public static IReadOnlySet<Type> Answers { get; } = new HashSet<Type>
    {
        typeof(DataIngested), typeof(ModelTrained), typeof(ScoringCompleted), typeof(FailurePredicted),
        typeof(EvaluationCompleted), typeof(RunFailed), typeof(JobRunEnded), typeof(RunOverdue), typeof(GridPointPassed),
    };

    public static void UsePublishRules(this IRabbitMqBusFactoryConfigurator transport, IRegistrationContext context)
    {
        // Every message of a run implements it, and nobody wants them all.
        transport.Publish<IRunMessage>(message => message.Exclude = true);
        foreach (var answer in Answers)
            transport.Publish(answer, _ => { });

        transport.UsePublishFilter(typeof(MandatoryPublish<>), context);
        transport.ConfigureSend(pipe => pipe.UseExecute(send =>
        {
            if (send.TryGetPayload(out RabbitMqSendContext? message))
                message.Mandatory = true;
        }));
    }
}

/// <summary>
/// A publish that reaches no queue is confirmed by the broker and gone; this makes it throw instead, unless the message is an answer.
/// </summary>
internal sealed class MandatoryPublish<T> : IFilter<PublishContext<T>>
    where T : class
{
    private static readonly bool IsMandatory = !PublishRules.Answers.Contains(typeof(T));

    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        context.Mandatory = IsMandatory;
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("mandatory");
}
