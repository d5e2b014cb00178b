namespace Presage.Storage.Histories;

/// <summary>Events of many machines in one read, from the beginning of what is known.</summary>
internal static class EventsOfMachines
{
    /// <summary>Machines whose events are read at once, so that neither queries nor records in memory become many.</summary>
    public const int AtOnce = 256;

    public static async Task<ILookup<string, EventRecord>> OfMachinesAsync(
        this IEvents events, string dataset, EventKind kind, string[] machines, DateTime until, DateTime asOf,
        CancellationToken cancellation) =>
        (await events.ReadAsync(dataset, kind, machines, DateTime.MinValue, until, asOf, cancellation)).ToLookup(record => record.Machine);
}
