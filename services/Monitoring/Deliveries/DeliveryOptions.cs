using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Monitoring.Deliveries;

/// <summary>Section <c>Deliveries</c>: how connections are told what they are to be told.</summary>
public sealed record DeliveryOptions
{
    public const string Section = "Deliveries";

    /// <summary>Whether this process delivers. What is to be told is kept in any case.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often it is looked for what is to be delivered. From 100 ms to 1 hour.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Deliveries that are under way at a time. 1 to 100.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>How long an attempt may take in all. From 1 second to 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long others of a connection are put off once nobody has answered there, so that they do not hold up those of other connections.
    /// From zero to 1 hour.
    /// </summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public DeliveryOptions Validated()
    {
        Require(IsIn(Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)), nameof(Interval), "100 milliseconds to 1 hour");
        Require(AtOnce is >= 1 and <= 100, nameof(AtOnce), "1 to 100");
        Require(IsIn(Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)), nameof(Timeout), "1 second to 2 minutes");
        Require(IsIn(Rest, TimeSpan.Zero, TimeSpan.FromHours(1)), nameof(Rest), "zero to 1 hour");
        return this;
    }

    private static bool IsIn(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}
