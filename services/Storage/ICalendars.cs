namespace Presage.Storage;

/// <summary>Named days at which schedules do nothing.</summary>
public interface ICalendars
{
    /// <summary>Puts a calendar in the place of the one with its name.</summary>
    Task ApplyAsync(NamedCalendar calendar, CancellationToken cancellation);

    Task<NamedCalendar?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<NamedCalendar>> ListAsync(CancellationToken cancellation);

    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellation);
}

/// <param name="Definition">YAML or iCalendar, as it was applied.</param>
public sealed record NamedCalendar(string Name, string Definition, DateTime At, string By);
