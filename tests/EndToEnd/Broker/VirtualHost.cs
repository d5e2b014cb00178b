namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Exchanges and queues of one test.</summary>
internal sealed class VirtualHost(RabbitMq broker, string name, Uri address) : IAsyncDisposable
{
    public RabbitMq Broker => broker;

    public string Name => name;

    public Uri Address => address;

    /// <summary>Messages of every queue of work, whether ready or in hand.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync() =>
        (await LengthsAsync()).ToDictionary(queue => queue.Queue, queue => queue.Messages);

    public async Task<IReadOnlyList<QueueLength>> LengthsAsync() =>
    [
        .. QueueLength.Read(await broker.EvaluateAsync(QueueLength.Expression(name)))
            .Where(queue => !queue.Queue.Contains("presage-store", StringComparison.Ordinal)),
    ];

    /// <summary>The service of each queue of work, such as Ingestion: the one whose fault queue takes what the queue gives up.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ServicesAsync() =>
        (await broker.EvaluateAsync(
            $$"""
            lists:join(";", [io_lib:format("~s ~s", [Name, Faults]) || Queue <- rabbit_amqqueue:list(<<"{{name}}">>),
                {resource, _, queue, Name} <- [amqqueue:get_name(Queue)],
                {<<"x-dead-letter-exchange">>, _, Faults} <- amqqueue:get_arguments(Queue)]).
            """))
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(queue => queue.Split(' '))
        .Select(queue =>
            (Queue: queue[0], Service: Cluster.Services.FirstOrDefault(service => queue[1] == $"{service.ToLowerInvariant()}-faults")))
        .Where(queue => queue.Service is not null)
        .ToDictionary(queue => queue.Queue, queue => queue.Service!);

    /// <summary>Name and arguments of every queue, one line each.</summary>
    public Task<string[]> ArgumentsAsync() => ListAsync("list_queues", "name", "arguments");

    /// <summary>The exchanges that are not the broker's own.</summary>
    public async Task<IReadOnlyList<string>> ExchangesAsync() =>
        [.. (await ListAsync("list_exchanges", "name")).Where(name => name.Trim().Length > 0 && !name.StartsWith("amq."))];

    /// <summary>Has a policy fit a queue.</summary>
    public Task SetPolicyAsync(string queue, string definition) =>
        broker.ControlAsync("set_policy", "-p", name, "test", $"^{queue}$", definition, "--apply-to", "queues");

    public Task ClearPolicyAsync() => broker.ControlAsync("clear_policy", "-p", name, "test");

    /// <summary>The queues that somebody takes messages from.</summary>
    public Task<string[]> ConsumedAsync() => ListAsync("list_consumers", "queue_name");

    /// <summary>Takes the messages of a queue away.</summary>
    public Task PurgeAsync(string queue) => broker.ControlAsync("purge_queue", "-p", name, queue);

    public async ValueTask DisposeAsync() => await broker.EvaluateAsync($"rabbit_vhost:delete(<<\"{name}\">>, <<\"test\">>), \"\".");

    private async Task<string[]> ListAsync(string what, params string[] columns) =>
        (await broker.ControlAsync([what, "-p", name, "--no-table-headers", .. columns]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
