namespace Presage.Hosting.Messaging.Ownership;

/// <summary>Who wrote to the broker that the queues are theirs, or that they tried to use them.</summary>
/// <param name="Store">Id of the store.</param>
/// <param name="Place">Where the store is, in words.</param>
/// <param name="Process">Name of the program.</param>
/// <param name="Adopted">Whether the queues were taken over from another store on purpose.</param>
internal sealed record StoreMark(string Store, string Place, string Host, string Process, DateTime At, bool Adopted = false)
{
    public string Words => $"{Store} ({Place})";
}
