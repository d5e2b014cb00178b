namespace Presage.Hosting;

/// <summary>Times that come in from outside.</summary>
public static class Utc
{
    /// <summary>The time as UTC; one that says nothing about its zone is UTC.</summary>
    public static DateTime Of(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();

    /// <summary>
    /// A time that was given. A message that lacks one, or is no such message at all, is read as one with the least there is.
    /// </summary>
    public static DateTime? Given(DateTime? time) => time is { Year: > 1 } given ? given : null;
}
