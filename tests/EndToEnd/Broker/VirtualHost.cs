namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Exchanges and queues of one test.</summary>
internal sealed class VirtualHost(RabbitMq broker, string name, Uri address) : IAsyncDisposable
{
    public RabbitMq Broker => broker;

    public Uri Address => address;

    /// <summary>Messages of every queue, whether ready or in hand.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync() =>
        (await broker.ControlAsync("list_queues", "-p", name, "--no-table-headers", "name", "messages"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .Where(line => line.Length == 2)
        .ToDictionary(line => line[0], line => int.TryParse(line[1], out var messages) ? messages : 0);

    public async ValueTask DisposeAsync() => await broker.ControlAsync("delete_vhost", name);
}
