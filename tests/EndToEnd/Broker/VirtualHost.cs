namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Exchanges and queues of one test.</summary>
internal sealed class VirtualHost(RabbitMq broker, string name, Uri address) : IAsyncDisposable
{
    public RabbitMq Broker => broker;

    public Uri Address => address;

    /// <summary>Messages of every queue, whether ready or in hand.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync() => (await LengthsAsync()).ToDictionary(queue => queue.Queue, queue => queue.Messages);

    public async Task<IReadOnlyList<QueueLength>> LengthsAsync() => QueueLength.Read(await broker.EvaluateAsync(QueueLength.Expression(name)));

    public async ValueTask DisposeAsync() => await broker.EvaluateAsync($"rabbit_vhost:delete(<<\"{name}\">>, <<\"test\">>), \"\".");
}
