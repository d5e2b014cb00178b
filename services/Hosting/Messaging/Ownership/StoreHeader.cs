using MassTransit;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>
/// Says which store a message belongs to, so that nobody works on it over another. Messages of programs that know nothing of stores have
/// none, and are everybody's.
/// </summary>
internal static class StoreHeader
{
    public const string Name = "presage-store";

    public static string? Of(Headers headers) => headers.Get<string>(Name);
}
