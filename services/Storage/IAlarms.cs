namespace Presage.Storage;

public interface IAlarms
{
    /// <summary>Adds alarms that are not there yet; returns those that were new.</summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>: the result set of one of them.</exception>
    Task<IReadOnlyList<Alarm>> AddAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation);

    /// <summary>Stores when alarms ended, as each one's <see cref="Alarm.Ended"/> says; the rest of them stays as it was raised.</summary>
    Task UpdateEndsAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation);

    /// <summary>Alarms of a result set by machine and time.</summary>
    /// <param name="machines">Null reads those of all machines.</param>
    Task<IReadOnlyList<Alarm>> ReadAsync(string results, IReadOnlyCollection<string>? machines, CancellationToken cancellation);

    Task<Alarm?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>A page of the alarms that fit the query, the latest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<Alarm>> ListAsync(AlarmQuery query, AlarmKey? after, int most, CancellationToken cancellation);

    /// <summary>How many alarms fit the query.</summary>
    Task<long> CountAsync(AlarmQuery query, CancellationToken cancellation);
}

/// <summary>A machine's component is expected to fail; one alarm until it recovers or is repaired.</summary>
/// <param name="Id">Made from result set, machine, component and time.</param>
/// <param name="Ended">
/// When it recovered or was repaired, as far as the result set was scored; null while it stands, and for one that was raised before this
/// was kept, until its machine is scored again.
/// </param>
public sealed record Alarm(
    string Id, string Results, string Machine, string Component, DateTime Time, double Probability, double Threshold,
    IReadOnlyList<string> Reasons,
    string Run, DateTime? Ended = null)
{
    public AlarmKey Place => new(Time, Id);
}

/// <summary>What alarms are asked for; null fits all. Times are of their raising: From &lt; time &lt;= To.</summary>
public sealed record AlarmQuery(
    string? Results = null, string? Dataset = null, string? Machine = null, string? Component = null, AlarmState? State = null,
    DateTime? From = null,
    DateTime? To = null);

public enum AlarmState
{
    Open,
    Ended,
}

/// <summary>Place of an alarm in the list of all, the latest first.</summary>
public sealed record AlarmKey(DateTime Time, string Id);
