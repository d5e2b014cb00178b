namespace Presage.Jobs.Schedules;

/// <summary>A moment at which a schedule wants its job run.</summary>
/// <param name="Utc">Whole seconds.</param>
/// <param name="IsMoved">Whether the local time that was meant does not exist on that day, so that this is the first one that does.</param>
/// <param name="Remark">Null when there is nothing to say.</param>
/// <param name="Excluded">Why it is not to be started; null when it is.</param>
public sealed record NominalTime(DateTime Utc, bool IsMoved, string? Remark, string? Excluded);
