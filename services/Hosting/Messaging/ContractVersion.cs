using System.Collections.Frozen;
using MassTransit;

namespace Presage.Hosting.Messaging;

/// <summary>
/// The version of the messages between services. One that a worker of an earlier version would misunderstand, such as one with a field
/// that must not be overlooked, says from which version on it is understood; earlier workers leave it to later ones.
/// </summary>
internal static class ContractVersion
{
    public const string Header = "presage-needs";

    public const int Current = 1;

    /// <summary>The first version that understands a message as it is sent now; those that all do are not named.</summary>
    private static readonly FrozenDictionary<string, int> Needed = new Dictionary<Type, int>()
        .ToFrozenDictionary(message => MessageUrn.ForTypeString(message.Key), message => message.Value);

    /// <summary>What a received message needs; 0 when every version understands it.</summary>
    public static int NeededBy(Headers headers) => headers.Get<int>(Header) ?? 0;

    /// <summary>What a message that is sent needs; null when every version understands it.</summary>
    /// <param name="types">What the message is, as the bus names it.</param>
    public static int? NeededBy(IReadOnlyList<string> types) =>
        types.Count > 0 && Needed.TryGetValue(types[0], out var version) ? version : null;
}
