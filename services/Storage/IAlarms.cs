namespace Presage.Storage;

public interface IAlarms
{
    /// <summary>Adds alarms that are not there yet; returns those that were new.</summary>
    Task<IReadOnlyList<Alarm>> AddAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation);

    /// <summary>Alarms of a result set by machine and time.</summary>
    Task<IReadOnlyList<Alarm>> ReadAsync(string results, string? machine, CancellationToken cancellation);
}

/// <summary>A machine's component is expected to fail; one alarm until it recovers or is repaired.</summary>
/// <param name="Id">Made from result set, machine, component and time.</param>
public sealed record Alarm(
    string Id, string Results, string Machine, string Component, DateTime Time, double Probability, double Threshold, IReadOnlyList<string> Reasons,
    string Run);
