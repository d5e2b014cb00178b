using Presage.Engine.Alarms;

namespace Presage.Connections.Definitions;

/// <summary>Which new alarms a connection is told of: those that fit all that is given; an empty list fits all.</summary>
/// <param name="Groups">Values by the name of an attribute that machines have, such as <c>model</c>.</param>
/// <param name="Past">Also alarms whose horizon was over when they were raised, such as those of a backfill.</param>
public sealed record AlarmRoute(
    IReadOnlyList<AlarmPriority> Priorities, IReadOnlyList<string> Datasets, IReadOnlyDictionary<string, IReadOnlyList<string>> Groups,
    IReadOnlyList<string> Components, bool Past)
{
    public bool Fits(AlarmFacts alarm) =>
        Fits(Priorities, alarm.Priority) && Fits(Datasets, alarm.Dataset) && Fits(Components, alarm.Component) && (Past || !alarm.IsPast)
        && Groups.All(group => alarm.Attributes.TryGetValue(group.Key, out var value) && group.Value.Contains(value));

    private static bool Fits<T>(IReadOnlyList<T> wanted, T value) => wanted.Count == 0 || wanted.Contains(value);
}

/// <summary>What alarms are told apart by.</summary>
/// <param name="Attributes">Of the machine, by name.</param>
/// <param name="IsPast">Whether the time within which the failure was expected is over.</param>
public sealed record AlarmFacts(
    string Dataset, string Component, AlarmPriority Priority, IReadOnlyDictionary<string, string> Attributes, bool IsPast);

/// <summary>Which jobs a connection is told of.</summary>
/// <param name="Names">Null for all, empty for none.</param>
public sealed record JobRoute(IReadOnlyList<string>? Names)
{
    public static JobRoute None { get; } = new([]);

    public static JobRoute All { get; } = new((IReadOnlyList<string>?)null);

    public bool Fits(string job) => Names is null || Names.Contains(job);
}
